package social.ramage.mastodon;

import java.util.ArrayList;
import java.util.List;
import social.ramage.account.Account;
import social.ramage.account.Accounts;
import social.ramage.follow.Mute;
import social.ramage.id.AccountId;
import social.ramage.view.View;
import social.ramage.web.Segments;

/** Lists of accounts, read in one look. */
final class AccountsJson {
    private final Accounts accounts;
    private final AccountJson json;

    AccountsJson(Accounts accounts, AccountJson json) {
        this.accounts = accounts;
        this.json = json;
    }

    /** Without those that are suspended. */
    Segments all(List<AccountId> ids) {
        var restricted = accounts.restricted();
        var shown = ids.stream()
                .filter(id -> !restricted.isSuspended(id))
                .map(AccountId::value)
                .toList();
        var views = new ArrayList<View<Account>>(shown.size());
        accounts.views(shown, views);
        var body = new Segments().add("[");
        for (int i = 0; i < views.size(); i++) {
            body.add(i == 0 ? "" : ",");
            json.add(views.get(i), body);
        }
        return body.add("]");
    }

    Segments muted(List<Mute> all) {
        var restricted = accounts.restricted();
        var mutes = all.stream()
                .filter(mute -> !restricted.isSuspended(mute.muted()))
                .toList();
        var views = new ArrayList<View<Account>>(mutes.size());
        accounts.views(mutes.stream().map(mute -> mute.muted().value()).toList(), views);
        var body = new Segments().add("[");
        for (int i = 0; i < views.size(); i++) {
            body.add(i == 0 ? "" : ",")
                    .add(json.muted(
                            views.get(i).row().orElseThrow(), mutes.get(i).endsAt()));
        }
        return body.add("]");
    }
}
