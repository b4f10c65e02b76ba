package social.ramage.mastodon;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import social.ramage.account.Account;
import social.ramage.id.Ids;
import social.ramage.person.Role;
import social.ramage.view.View;
import social.ramage.web.Segments;

/** Mastodon's Account, kept as bytes with the view that it was made of. */
final class AccountJson {
    private final String url;
    private final Html html;

    AccountJson(String url, Html html) {
        this.url = url;
        this.html = html;
    }

    void add(View<Account> view, Segments to) {
        to.add(view.as(
                        Bytes.class,
                        account -> new Bytes(render(account).raw("}").bytes()))
                .json());
    }

    /** With when the one who mutes it wants to hear of it again. */
    byte[] muted(Account account, Optional<Instant> until) {
        return render(account).time("mute_expires_at", until).raw("}").bytes();
    }

    /** With what only its holder sees. */
    byte[] credentials(Account account, long followRequests, Role role) {
        var source = new JsonText()
                .raw("{")
                .text("privacy", account.isLocked() ? "private" : "public")
                .truth("sensitive", false)
                .value("language", "null")
                .text("note", account.profile().bio())
                .value("fields", "[]")
                .number("follow_requests_count", followRequests)
                .value("hide_collections", "false")
                .value("discoverable", "true")
                .truth("indexable", false)
                .value("attribution_domains", "[]")
                .text("quote_policy", "nobody")
                .raw("}");
        return render(account)
                .value("source", source.toString())
                .value("role", RoleJson.of(role))
                .raw("}")
                .bytes();
    }

    String profileUrl(Account account) {
        return url + "/@" + account.handle();
    }

    private JsonText render(Account account) {
        var json = all(account.isSuspended() ? blank(account) : account);
        if (account.isSuspended()) {
            json.truth("suspended", true);
        }
        if (account.standing().limitedAt().isPresent()) {
            json.truth("limited", true);
        }
        return json;
    }

    /** Of a suspended account no more is shown than that there is one. */
    private static Account blank(Account account) {
        return new Account(
                account.id(),
                account.handle(),
                new Account.Profile("", ""),
                Optional.empty(),
                account.createdAt(),
                Account.Tally.NONE,
                account.standing());
    }

    private JsonText all(Account account) {
        var handle = account.handle().value();
        var lastPost = account.tally().lastPost().map(id -> Ids.timeOf(id.value()));
        return new JsonText()
                .raw("{")
                .id("id", account.id().value())
                .text("username", handle)
                .text("acct", handle)
                .text("display_name", account.profile().name())
                .truth("locked", account.isLocked())
                .truth("bot", false)
                .truth("discoverable", !account.isSuspended())
                .truth("indexable", false)
                .truth("group", false)
                .time("created_at", account.createdAt().truncatedTo(ChronoUnit.DAYS))
                .text("note", html.of(account.profile().bio(), _ -> Optional.empty()))
                .text("url", profileUrl(account))
                .text("uri", url + "/users/" + account.id())
                .text("avatar", url + "/assets/avatar.svg")
                .text("avatar_static", url + "/assets/avatar.svg")
                .text("avatar_description", "")
                .text("header", url + "/assets/header.svg")
                .text("header_static", url + "/assets/header.svg")
                .text("header_description", "")
                .number("followers_count", account.tally().followers())
                .number("following_count", account.tally().following())
                .number("statuses_count", account.tally().posts())
                .date("last_status_at", lastPost)
                .truth("hide_collections", false)
                .truth("noindex", false)
                .truth("show_media", true)
                .truth("show_media_replies", true)
                .truth("show_featured", true)
                .value("emojis", "[]")
                .value("fields", "[]")
                .value("roles", "[]")
                .value("feature_approval", "{\"automatic\":[],\"manual\":[],\"current_user\":\"denied\"}");
    }

    // A kind of its own, since a view keeps what was made of it by kind.
    @SuppressWarnings("ArrayRecordComponent")
    private record Bytes(byte[] json) {}
}
