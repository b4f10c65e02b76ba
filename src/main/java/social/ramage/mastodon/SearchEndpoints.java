package social.ramage.mastodon;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import social.ramage.account.Accounts;
import social.ramage.account.Scope;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.DecimalId;
import social.ramage.post.Posts;
import social.ramage.post.Shown;
import social.ramage.post.Tag;
import social.ramage.post.Tags;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Params;
import social.ramage.web.Routes;
import social.ramage.web.Segments;

/** Finds accounts, posts and tags by what was typed or pasted. */
final class SearchEndpoints {
    private static final int USUAL = 20;
    private static final int MAX = 40;
    private static final int ACCOUNTS_USUAL = 40;
    private static final int ACCOUNTS_MAX = 80;
    /** Found ones that can be passed over; who looks further types more. */
    private static final int OFFSET_MAX = 200;

    private static final long DAY_SECONDS = 86_400;

    private final Callers callers;
    private final Accounts accounts;
    private final Posts posts;
    private final Tags tags;
    private final AccountsJson accountsJson;
    private final StatusJson statusJson;
    private final Html html;
    private final String url;

    SearchEndpoints(Callers callers, MastodonApi.Doors doors, Renderers renderers, Html html, String url) {
        this.callers = callers;
        this.accounts = doors.accounts();
        this.posts = doors.posts();
        this.tags = doors.tags();
        this.accountsJson = renderers.accounts();
        this.statusJson = renderers.status();
        this.html = html;
        this.url = url;
    }

    void addTo(Routes routes) {
        routes.get("/api/v2/search", this::search)
                .get("/api/v1/accounts/search", this::accounts)
                .get("/api/v1/tags/{name}", this::tag);
    }

    private record Asked(String words, int max, int offset) {
        /** Of what is found in this order. */
        <T> List<T> page(List<T> found) {
            return found.stream().skip(offset).limit(max).toList();
        }

        int looked() {
            return offset + max;
        }
    }

    private Answer search(Call call) {
        var viewer = callers.anyone(call, Scope.READ_SEARCH);
        var params = call.params();
        boolean asksMore = params.isTrue("resolve") || params.has("offset");
        if (viewer.account().isEmpty() && asksMore) {
            throw new Refusal(new Problem.SignedOut(Sentence.of("problem.token")));
        }
        var asked = new Asked(words(params), params.limitFromZero(USUAL, MAX), params.offset(OFFSET_MAX));
        if (asked.words.isEmpty()) {
            throw new Refusal(new Problem.Unreadable(Sentence.of("problem.missing", "q")));
        }
        var body = new Segments().add("{\"accounts\":");
        body.add(accountsJson.all(wants(params, "accounts") ? found(viewer, params, asked) : List.of()));
        body.add(",\"statuses\":");
        statusJson.addAll(wants(params, "statuses") ? asked.page(posts(viewer, asked)) : List.of(), viewer, body);
        body.add(",\"hashtags\":").add(all(wants(params, "hashtags") ? tags(asked) : List.of(), viewer));
        return Answer.json(body.add("}"));
    }

    /** What a client asks while a handle is being typed, too. */
    private Answer accounts(Call call) {
        var viewer = callers.signedIn(call, Scope.READ_ACCOUNTS);
        var params = call.params();
        var asked =
                new Asked(words(params), params.limitFromZero(ACCOUNTS_USUAL, ACCOUNTS_MAX), params.offset(OFFSET_MAX));
        return Answer.json(accountsJson.all(found(viewer, params, asked)));
    }

    private Answer tag(Call call) {
        var viewer = callers.anyone(call, Scope.READ_STATUSES);
        var tag = tags.find(call.part("name")).orElseThrow(Refusal::notFound);
        return Answer.json(new Segments().add(json(tag, viewer)));
    }

    private static String words(Params params) {
        return params.text("q").strip();
    }

    private static boolean wants(Params params, String type) {
        var asked = params.text("type").strip().toLowerCase(Locale.ROOT);
        return asked.isEmpty() || asked.equals(type);
    }

    private List<AccountId> found(Viewer viewer, Params params, Asked asked) {
        var typed = withoutDomain(
                asked.words.startsWith(url + "/@") ? asked.words.substring(url.length() + 1) : asked.words);
        var found = accounts.startingWith(
                typed.startsWith("@") ? typed.substring(1) : typed,
                params.isTrue("following") ? OFFSET_MAX : asked.looked());
        boolean onlyFollowed = params.isTrue("following");
        var restricted = accounts.restricted();
        return asked.page(found.stream()
                .filter(id -> !onlyFollowed || viewer.follows(id))
                .filter(id -> viewer.comesAcross(id, restricted))
                .toList());
    }

    private String withoutDomain(String typed) {
        var domain = url.substring(url.indexOf("://") + 3);
        return typed.toLowerCase(Locale.ROOT).endsWith("@" + domain)
                ? typed.substring(0, typed.length() - domain.length() - 1)
                : typed;
    }

    /** The one that was meant exactly, by address or number. */
    private List<Shown> posts(Viewer viewer, Asked asked) {
        return id(asked.words).map(id -> posts.visible(List.of(id), viewer)).orElse(List.of());
    }

    private Optional<Long> id(String words) {
        if (!words.startsWith(url + "/")) {
            return DecimalId.parse(words);
        }
        var parts = words.substring(url.length() + 1).split("/", -1);
        boolean isPost = parts.length == 2 && (parts[0].startsWith("@") || parts[0].equals("posts"));
        return isPost ? DecimalId.parse(parts[1]) : Optional.empty();
    }

    private List<Tag> tags(Asked asked) {
        var typed = asked.words.startsWith("#") ? asked.words.substring(1) : asked.words;
        return asked.page(tags.startingWith(typed, asked.looked()));
    }

    private Segments all(List<Tag> found, Viewer viewer) {
        var to = new Segments().add("[");
        for (int i = 0; i < found.size(); i++) {
            to.add(i == 0 ? "" : ",").add(json(found.get(i), viewer));
        }
        return to.add("]");
    }

    private byte[] json(Tag tag, Viewer viewer) {
        var history = new JsonText().raw("[");
        for (var day : tag.days()) {
            history.raw(day.equals(tag.days().getFirst()) ? "{" : ",{")
                    .text("day", Long.toString(day.day() * DAY_SECONDS))
                    .text("uses", Long.toString(day.posts()))
                    .text("accounts", Long.toString(day.authors()))
                    .raw("}");
        }
        var json = new JsonText()
                .raw("{")
                .id("id", tag.id())
                .text("name", tag.name())
                .text("url", html.tagUrl(tag.name()))
                .value("history", history.raw("]").toString());
        if (viewer.account().isPresent()) {
            json.truth("following", false).truth("featuring", false);
        }
        return json.raw("}").bytes();
    }
}
