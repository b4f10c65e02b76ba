package social.ramage.planted.mastodon;

import social.ramage.Breaks;
import social.ramage.HouseRule;
import tools.jackson.core.JsonToken;

public final class Plants {
    private Plants() {}

    public record Status(JsonToken token) {}

    @Breaks(HouseRule.JETTY_STAYS_IN_WEB)
    record KnowsJetty(org.eclipse.jetty.server.Request request) {}

    @Breaks(HouseRule.THE_DATABASE_STAYS_IN_DB)
    record KnowsJdbc(java.sql.Connection connection) {}

    @Breaks(HouseRule.THE_DATABASE_STAYS_IN_DB)
    record KnowsDataSources(javax.sql.DataSource source) {}

    @Breaks(HouseRule.THE_DATABASE_STAYS_IN_DB)
    record KnowsSqlite(org.sqlite.SQLiteErrorCode code) {}

    @Breaks(HouseRule.THE_DATABASE_STAYS_IN_DB)
    record KnowsPostgresql(org.postgresql.util.PSQLState state) {}

    @Breaks(HouseRule.THE_DATABASE_STAYS_IN_DB)
    record KnowsFlyway(org.flywaydb.core.Flyway flyway) {}
}
