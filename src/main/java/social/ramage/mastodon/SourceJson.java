package social.ramage.mastodon;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import social.ramage.account.Account;
import social.ramage.account.Accounts;
import social.ramage.follow.Attributed;
import social.ramage.follow.FollowSource;
import social.ramage.id.PostId;
import social.ramage.view.View;
import social.ramage.web.Segments;

/** Followers with how they found the account: an addition of ours, in the manner of Mastodon's entities. */
final class SourceJson {
    private final Accounts accounts;
    private final AccountJson accountJson;

    SourceJson(Accounts accounts, AccountJson accountJson) {
        this.accounts = accounts;
        this.accountJson = accountJson;
    }

    /** Without those that are suspended. */
    Segments all(List<Attributed> all) {
        var restricted = accounts.restricted();
        var page = all.stream()
                .filter(one -> !restricted.isSuspended(one.follow().follower()))
                .toList();
        var views = new ArrayList<View<Account>>(page.size());
        accounts.views(page.stream().map(one -> one.follow().follower().value()).toList(), views);
        var body = new Segments().add("[");
        for (int i = 0; i < page.size(); i++) {
            var one = page.get(i);
            body.add(i == 0 ? "" : ",");
            body.add(new JsonText()
                    .raw("{")
                    .time("created_at", one.follow().followedAt())
                    .value("source", source(one.source()))
                    .raw(",\"account\":")
                    .bytes());
            accountJson.add(views.get(i), body);
            body.add("}");
        }
        return body.add("]");
    }

    private static String source(FollowSource source) {
        var json = new JsonText().raw("{");
        switch (source) {
            case FollowSource.Plain plain -> json.text("type", plain.name().toLowerCase(Locale.ROOT));
            case FollowSource.Boosted(var post, var by) ->
                json.text("type", "boost")
                        .id("status_id", post.value())
                        .id("boost_id", by.map(FollowSource.Boosted.By::boost).map(PostId::value))
                        .id("account_id", by.map(it -> it.booster().value()));
            case FollowSource.Listed(var list) -> json.text("type", "list").id("list_id", list);
            case FollowSource.Recommended(var reason) ->
                json.text("type", "recommendation").text("reason", reason.name().toLowerCase(Locale.ROOT));
            case FollowSource.Searched(var words) -> json.text("type", "search").text("words", words);
            case FollowSource.Tagged(var tag) -> json.text("type", "hashtag").text("tag", tag);
            case FollowSource.Invited(var inviter) ->
                json.text("type", "invitation").id("account_id", Optional.of(inviter.value()));
        }
        return json.raw("}").toString();
    }
}
