package social.ramage.mastodon;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import social.ramage.account.Account;
import social.ramage.account.Accounts;
import social.ramage.id.Ids;
import social.ramage.id.PictureName;
import social.ramage.person.Role;
import social.ramage.view.View;
import social.ramage.web.Segments;

/** Mastodon's Account, kept as bytes with the view that it was made of. */
final class AccountJson {
    private final String url;
    private final Html html;
    private final Accounts accounts;

    AccountJson(String url, Html html, Accounts accounts) {
        this.url = url;
        this.html = html;
        this.accounts = accounts;
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
                .text("privacy", Visibilities.format(account.usualVisibility()))
                .truth("sensitive", account.habits().sensitiveAt().isPresent())
                .text("language", account.habits().language())
                .text("note", account.profile().bio())
                .value("fields", fields(account, Account.Field::value))
                .number("follow_requests_count", followRequests)
                .truth("hide_collections", account.switches().followsHiddenAt().isPresent())
                .truth("discoverable", account.switches().discoverableAt().isPresent())
                .truth("indexable", account.switches().indexableAt().isPresent())
                .value("attribution_domains", "[]")
                .text("quote_policy", "nobody")
                .raw("}");
        return render(account)
                .value("source", source.toString())
                .value("role", RoleJson.of(role))
                .raw("}")
                .bytes();
    }

    /** Mastodon's Profile: what its holder edits. */
    byte[] profile(Account account) {
        var looks = account.looks();
        var switches = account.switches();
        return new JsonText()
                .raw("{")
                .id("id", account.id().value())
                .text("display_name", account.profile().name())
                .text("note", account.profile().bio())
                .value("fields", fields(account, Account.Field::value))
                .text("formatted_note", html.of(account.profile().bio(), this::handle))
                .value("formatted_fields", fields(account, it -> html.line(it.value(), this::handle)))
                .text("avatar", looks.avatar().map(this::pictureUrl))
                .text("avatar_static", looks.avatar().map(this::pictureUrl))
                .text("avatar_description", "")
                .text("header", looks.header().map(this::pictureUrl))
                .text("header_static", looks.header().map(this::pictureUrl))
                .text("header_description", "")
                .truth("locked", account.isLocked())
                .truth("bot", switches.botAt().isPresent())
                .truth("hide_collections", switches.followsHiddenAt().isPresent())
                .truth("discoverable", switches.discoverableAt().isPresent())
                .truth("indexable", switches.indexableAt().isPresent())
                .truth("show_media", true)
                .truth("show_media_replies", true)
                .truth("show_featured", true)
                .value("attribution_domains", "[]")
                .value("featured_tags", "[]")
                .raw("}")
                .bytes();
    }

    /** Mastodon's Preferences; what concerns reading is each client's own here. */
    static byte[] preferences(Account account) {
        return new JsonText()
                .raw("{")
                .text("posting:default:visibility", Visibilities.format(account.usualVisibility()))
                .truth(
                        "posting:default:sensitive",
                        account.habits().sensitiveAt().isPresent())
                .text("posting:default:language", account.habits().language())
                .text("posting:default:quote_policy", "nobody")
                .text("reading:expand:media", "default")
                .truth("reading:expand:spoilers", false)
                .truth("reading:autoplay:gifs", false)
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
        var avatar = account.looks().avatar().map(this::pictureUrl).orElse(url + "/assets/avatar.svg");
        var header = account.looks().header().map(this::pictureUrl).orElse(url + "/assets/header.svg");
        return new JsonText()
                .raw("{")
                .id("id", account.id().value())
                .text("username", handle)
                .text("acct", handle)
                .text("display_name", account.profile().name())
                .truth("locked", account.isLocked())
                .truth("bot", account.switches().botAt().isPresent())
                .truth("discoverable", account.switches().discoverableAt().isPresent())
                .truth("indexable", account.switches().indexableAt().isPresent())
                .truth("group", false)
                .time("created_at", account.createdAt().truncatedTo(ChronoUnit.DAYS))
                .text("note", html.of(account.profile().bio(), this::handle))
                .text("url", profileUrl(account))
                .text("uri", url + "/users/" + account.id())
                .text("avatar", avatar)
                .text("avatar_static", avatar)
                .text("avatar_description", "")
                .text("header", header)
                .text("header_static", header)
                .text("header_description", "")
                .number("followers_count", account.tally().followers())
                .number("following_count", account.tally().following())
                .number("statuses_count", account.tally().posts())
                .date("last_status_at", lastPost)
                .truth("hide_collections", account.switches().followsHiddenAt().isPresent())
                .truth("noindex", account.switches().indexableAt().isEmpty())
                .truth("show_media", true)
                .truth("show_media_replies", true)
                .truth("show_featured", true)
                .value("emojis", "[]")
                .value("fields", fields(account, it -> html.line(it.value(), this::handle)))
                .value("roles", "[]")
                .value("feature_approval", "{\"automatic\":[],\"manual\":[],\"current_user\":\"denied\"}");
    }

    private String pictureUrl(PictureName name) {
        return url + "/pictures/" + name;
    }

    /** As its holder writes it; whoever has none is not linked. */
    private Optional<String> handle(String typed) {
        return accounts.find(typed)
                .flatMap(accounts::find)
                .map(it -> it.handle().value());
    }

    private static String fields(Account account, Function<Account.Field, String> toValue) {
        var json = new JsonText().raw("[");
        for (int i = 0; i < account.fields().size(); i++) {
            var field = account.fields().get(i);
            json.raw(i == 0 ? "{" : ",{")
                    .text("name", field.name())
                    .text("value", toValue.apply(field))
                    .time("verified_at", field.verifiedAt())
                    .raw("}");
        }
        return json.raw("]").toString();
    }

    // A kind of its own, since a view keeps what was made of it by kind.
    @SuppressWarnings("ArrayRecordComponent")
    private record Bytes(byte[] json) {}
}
