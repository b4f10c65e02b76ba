package social.ramage.mastodon;

import java.util.ArrayList;
import java.util.List;
import social.ramage.account.Account;
import social.ramage.account.Accounts;
import social.ramage.follow.Viewer;
import social.ramage.id.Ids;
import social.ramage.notice.Notice;
import social.ramage.notice.Told;
import social.ramage.post.Shown;
import social.ramage.view.View;
import social.ramage.web.Segments;

/** Mastodon's Notification. */
final class NoticeJson {
    private final Accounts accounts;
    private final AccountJson accountJson;
    private final StatusJson statusJson;

    NoticeJson(Accounts accounts, AccountJson accountJson, StatusJson statusJson) {
        this.accounts = accounts;
        this.accountJson = accountJson;
        this.statusJson = statusJson;
    }

    /** Mastodon has one type for being named and being answered. */
    static String type(Notice.Kind kind) {
        return switch (kind) {
            case FOLLOW -> "follow";
            case FOLLOW_REQUEST -> "follow_request";
            case MENTION, REPLY -> "mention";
            case BOOST -> "reblog";
            case FAVOURITE -> "favourite";
        };
    }

    Segments one(Told told, Viewer viewer) {
        var all = List.of(told);
        var to = new Segments();
        add(told, authors(all).getFirst(), statuses(all, viewer), to);
        return to;
    }

    Segments all(List<Told> page, Viewer viewer) {
        var authors = authors(page);
        var statuses = statuses(page, viewer);
        var to = new Segments().add("[");
        for (int i = 0; i < page.size(); i++) {
            to.add(i == 0 ? "" : ",");
            add(page.get(i), authors.get(i), statuses, to);
        }
        return to.add("]");
    }

    private void add(Told told, View<Account> from, StatusJson.Page statuses, Segments to) {
        var notice = told.notice();
        to.add(new JsonText()
                .raw("{")
                .id("id", notice.id())
                .text("type", type(notice.kind()))
                .time("created_at", Ids.timeOf(notice.id()))
                .text("group_key", "ungrouped-" + notice.id())
                .raw(",\"account\":")
                .bytes());
        accountJson.add(from, to);
        if (told.post().isPresent()) {
            to.add(",\"status\":");
            statuses.addNext(to);
        }
        to.add("}");
    }

    /** Who did it, in one look. */
    private List<View<Account>> authors(List<Told> page) {
        var views = new ArrayList<View<Account>>(page.size());
        accounts.views(page.stream().map(told -> told.notice().from().value()).toList(), views);
        return views;
    }

    private StatusJson.Page statuses(List<Told> page, Viewer viewer) {
        List<Shown> posts = page.stream().flatMap(told -> told.post().stream()).toList();
        return statusJson.page(posts, viewer);
    }
}
