package social.ramage.mastodon;

import java.util.List;
import social.ramage.account.Scope;
import social.ramage.circle.Circle;
import social.ramage.circle.CircleName;
import social.ramage.circle.Circles;
import social.ramage.circle.Member;
import social.ramage.id.AccountId;
import social.ramage.id.CircleId;
import social.ramage.id.DecimalId;
import social.ramage.problem.Refusal;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Routes;
import social.ramage.web.Segments;

/** Circles of one's followers: an addition of ours, in the manner of Mastodon's lists. */
final class CircleEndpoints {
    private static final int ACCOUNTS_USUAL = 40;
    private static final int ACCOUNTS_MAX = 80;

    private final Callers callers;
    private final Circles circles;
    private final AccountsJson accountsJson;
    private final Pages pages;

    CircleEndpoints(Callers callers, MastodonApi.Doors doors, Renderers renderers) {
        this.callers = callers;
        this.circles = doors.circles();
        this.accountsJson = renderers.accounts();
        this.pages = renderers.pages();
    }

    void addTo(Routes routes) {
        routes.get("/api/ramage/v1/circles", this::list)
                .post("/api/ramage/v1/circles", this::create)
                .get("/api/ramage/v1/circles/{id}", this::show)
                .put("/api/ramage/v1/circles/{id}", this::rename)
                .delete("/api/ramage/v1/circles/{id}", this::delete)
                .get("/api/ramage/v1/circles/{id}/accounts", this::members)
                .post("/api/ramage/v1/circles/{id}/accounts", this::add)
                .delete("/api/ramage/v1/circles/{id}/accounts", this::remove);
    }

    private Answer list(Call call) {
        var body = new Segments().add("[");
        var all = circles.of(reader(call));
        for (int i = 0; i < all.size(); i++) {
            body.add(i == 0 ? "" : ",").add(json(all.get(i)));
        }
        return Answer.json(body.add("]"));
    }

    private Answer create(Call call) {
        var owner = owner(call);
        return one(circles.create(owner, CircleName.parse(call.params().text("name"))));
    }

    private Answer show(Call call) {
        return one(circles.get(reader(call), id(call)));
    }

    private Answer rename(Call call) {
        var owner = owner(call);
        return one(
                circles.rename(owner, id(call), CircleName.parse(call.params().text("name"))));
    }

    private Answer delete(Call call) {
        circles.delete(owner(call), id(call));
        return empty();
    }

    private Answer members(Call call) {
        var range = Pages.follows(call.params(), ACCOUNTS_USUAL, ACCOUNTS_MAX);
        var page = circles.members(reader(call), id(call), range);
        var body = accountsJson.all(page.stream().map(Member::account).toList());
        return pages.whenFull(call, Answer.json(body), page, range.max(), Member::id);
    }

    private Answer add(Call call) {
        circles.add(owner(call), id(call), accounts(call));
        return empty();
    }

    private Answer remove(Call call) {
        circles.remove(owner(call), id(call), accounts(call));
        return empty();
    }

    private AccountId reader(Call call) {
        return callers.account(call, Scope.READ_FOLLOWS);
    }

    private AccountId owner(Call call) {
        return callers.account(call, Scope.WRITE_FOLLOWS);
    }

    private static CircleId id(Call call) {
        return new CircleId(call.idPart("id"));
    }

    /** @throws Refusal NotFound for what is no id: nobody can have it */
    private static List<AccountId> accounts(Call call) {
        var sent = call.params().list("account_ids");
        if (sent.size() > ACCOUNTS_MAX) {
            throw Refusal.invalid("account_ids", "problem.too_many_ids", ACCOUNTS_MAX);
        }
        return sent.stream()
                .map(id -> new AccountId(DecimalId.parse(id.strip()).orElseThrow(Refusal::notFound)))
                .toList();
    }

    private static Answer one(Circle circle) {
        return Answer.json(new Segments().add(json(circle)));
    }

    private static Answer empty() {
        return Answer.json(new Segments().add("{}"));
    }

    private static byte[] json(Circle circle) {
        return new JsonText()
                .raw("{")
                .id("id", circle.id().value())
                .text("name", circle.name())
                .number("accounts_count", circle.members())
                .raw("}")
                .bytes();
    }
}
