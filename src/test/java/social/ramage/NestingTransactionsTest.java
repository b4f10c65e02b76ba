package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import social.ramage.db.Database;
import social.ramage.db.DatabaseAt;
import social.ramage.mastodon.MastodonFace;
import social.ramage.web.Listening;
import social.ramage.web.Routes;
import social.ramage.web.WebServer;

/** To open a transaction inside another is a fault of ours: the database refuses, before it waits for itself for ever. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NestingTransactionsTest {
    private static final String WRITE = "insert into setting (name, value) values ('nested', 'yes')";

    enum Nesting {
        TRANSACT_IN_TRANSACT {
            @Override
            void on(Database db) {
                db.change(tx -> {
                    tx.sql(WRITE).run();
                    db.change(inner -> inner.sql(WRITE).run());
                });
            }
        },
        READ_IN_TRANSACT {
            @Override
            void on(Database db) {
                db.change(tx -> {
                    tx.sql(WRITE).run();
                    db.read(inner -> true);
                });
            }
        },
        TRANSACT_IN_READ {
            @Override
            void on(Database db) {
                db.read(tx -> db.transact(inner -> inner.sql(WRITE).run()));
            }
        },
        READ_IN_READ {
            @Override
            void on(Database db) {
                db.read(tx -> db.read(inner -> true));
            }
        };

        abstract void on(Database db);
    }

    @TempDir
    Path data;

    private Database db;
    private WebServer web;

    @BeforeEach
    void open() {
        db = Database.open(DatabaseAt.file(data.resolve("ramage.db")));
        var routes = new Routes(new MastodonFace());
        for (var nesting : Nesting.values()) {
            routes.post("/api/" + nesting, _ -> {
                nesting.on(db);
                throw new AssertionError("it was let through");
            });
        }
        routes.get("/api/deep", _ -> {
            throw new StackOverflowError("too deep");
        });
        web = Listening.with(routes);
    }

    @AfterEach
    @Timeout(20)
    void close() {
        web.close();
        db.close();
    }

    @ParameterizedTest
    @EnumSource
    void throwsAndLeavesNothingBehind(Nesting nesting) {
        assertThatThrownBy(() -> nesting.on(db))
                .isInstanceOf(IllegalStateException.class)
                .rootCause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a transaction inside a transaction: pass the Tx instead");

        assertThat(nestedRows()).isZero();
        db.change(tx -> tx.sql(WRITE).run());
        assertThat(nestedRows()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void isAnsweredWithAReferenceUnderWhichTheLogHasTheTrace(Nesting nesting) throws Exception {
        HttpResponse<String> answer;
        try (var log = CapturedLog.of("social.ramage.web.Desk")) {
            answer = asks("POST", "/api/" + nesting);

            var reference = answer.headers().firstValue("X-Request-Id").orElseThrow();
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body())
                    .isEqualTo("{\"error\":\"Something went wrong on our side. What you sent may not have been saved."
                            + " Reference: " + reference + ".\"}");
            assertThat(answer.headers().map().toString()).doesNotContain("Exception");
            assertThat(log.records()).singleElement().satisfies(record -> {
                assertThat(record.getMessage()).isEqualTo("request " + reference + " failed");
                assertThat(trace(record.getThrown()))
                        .contains("a transaction inside a transaction")
                        .contains(Nesting.class.getName());
            });
        }
        assertThat(nestedRows()).isZero();
    }

    @Test
    void anErrorIsAnsweredAsAnyOtherFault() throws Exception {
        try (var log = CapturedLog.of("social.ramage.web.Desk")) {
            var answer = asks("GET", "/api/deep");

            var reference = answer.headers().firstValue("X-Request-Id").orElseThrow();
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body())
                    .startsWith("{\"error\":")
                    .contains(reference)
                    .doesNotContain("too deep");
            assertThat(log.records())
                    .singleElement()
                    .satisfies(record -> assertThat(trace(record.getThrown())).contains("too deep"));
        }
    }

    private long nestedRows() {
        return db.read(tx -> tx.sql("select count(*) as n from setting where name = 'nested'")
                .get(row -> row.number("n")));
    }

    private HttpResponse<String> asks(String method, String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String trace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
