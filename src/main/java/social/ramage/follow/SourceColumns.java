package social.ramage.follow;

import java.util.Optional;
import social.ramage.db.Row;
import social.ramage.db.Sql;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;

/** A source as it stands in its row: what kind it is, and what belongs to it. */
record SourceColumns(
        String kind,
        Optional<Long> account,
        Optional<Long> post,
        Optional<Long> boost,
        Optional<Long> list,
        Optional<String> words) {

    static SourceColumns of(FollowSource source) {
        return switch (source) {
            case FollowSource.Plain plain -> plain(plain.name());
            case FollowSource.Boosted(var post, var by) ->
                new SourceColumns(
                        "BOOST",
                        by.map(it -> it.booster().value()),
                        Optional.of(post.value()),
                        by.map(it -> it.boost().value()),
                        Optional.empty(),
                        Optional.empty());
            case FollowSource.Listed(var list) ->
                new SourceColumns(
                        "LIST",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(list),
                        Optional.empty());
            case FollowSource.Recommended(var reason) -> plain("RECOMMENDATION").saying(reason.name());
            case FollowSource.Searched(var words) -> plain("SEARCH").saying(words);
            case FollowSource.Tagged(var tag) -> plain("HASHTAG").saying(tag);
            case FollowSource.Invited(var inviter) -> plain("INVITATION").from(inviter);
        };
    }

    static FollowSource read(Row row) {
        var kind = row.text("source");
        return switch (kind) {
            case "BOOST" ->
                new FollowSource.Boosted(
                        new PostId(row.number("source_post_id")),
                        row.findNumber("source_account_id")
                                .map(AccountId::new)
                                .map(it -> new FollowSource.Boosted.By(it, new PostId(row.number("source_boost_id")))));
            case "LIST" -> new FollowSource.Listed(row.number("source_list_id"));
            case "RECOMMENDATION" ->
                new FollowSource.Recommended(FollowSource.Recommended.Reason.valueOf(row.text("source_words")));
            case "SEARCH" -> new FollowSource.Searched(row.text("source_words"));
            case "HASHTAG" -> new FollowSource.Tagged(row.text("source_words"));
            case "INVITATION" -> new FollowSource.Invited(new AccountId(row.number("source_account_id")));
            default -> FollowSource.Plain.valueOf(kind);
        };
    }

    Sql bind(Sql sql) {
        return sql.bind("source", kind)
                .bindNumber("sourceAccount", account)
                .bindNumber("sourcePost", post)
                .bindNumber("sourceBoost", boost)
                .bindNumber("sourceList", list)
                .bind("sourceWords", words.orElse(""));
    }

    private static SourceColumns plain(String kind) {
        return new SourceColumns(
                kind, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private SourceColumns saying(String some) {
        return new SourceColumns(kind, account, post, boost, list, Optional.of(some));
    }

    private SourceColumns from(AccountId somebody) {
        return new SourceColumns(kind, Optional.of(somebody.value()), post, boost, list, words);
    }
}
