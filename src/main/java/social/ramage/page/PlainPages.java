package social.ramage.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Objects;
import social.ramage.account.Account;
import social.ramage.account.Accounts;
import social.ramage.account.Handle;
import social.ramage.follow.Viewer;
import social.ramage.id.PictureName;
import social.ramage.id.PostId;
import social.ramage.media.Pictures;
import social.ramage.person.Email;
import social.ramage.person.Secret;
import social.ramage.post.Post;
import social.ramage.post.Posts;
import social.ramage.problem.Refusal;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Routes;

/** A post at its address for everyone, and the owner's first step. Works without any script. */
public final class PlainPages {
    private final String title;
    private final String url;
    private final OwnerDesk owners;
    private final Accounts accounts;
    private final Pictures pictures;
    private final Posts posts;

    public PlainPages(String title, String url, OwnerDesk owners, Accounts accounts, Pictures pictures, Posts posts) {
        this.title = title;
        this.url = url;
        this.owners = owners;
        this.accounts = accounts;
        this.pictures = pictures;
        this.posts = posts;
    }

    public Routes routes() {
        return new Routes(new PageFace())
                .get("/", this::front)
                .get("/start/{secret}", this::ask)
                .post("/start/{secret}", this::begin)
                .get("/{handle}/{id}", this::post)
                .get("/pictures/{name}", this::picture)
                .get("/assets/avatar.svg", _ -> Answer.asset("image/svg+xml", asset("avatar.svg")))
                .get("/assets/header.svg", _ -> Answer.asset("image/svg+xml", asset("header.svg")))
                .get("/assets/plain.css", _ -> Answer.asset("text/css; charset=utf-8", asset("plain.css")));
    }

    private Answer front(Call call) {
        var locale = call.locale();
        var body = "<h1>" + PageFace.escape(title) + "</h1><p>" + PageFace.say(locale, "page.front") + "</p><p><code>"
                + PageFace.escape(url) + "</code></p>";
        return Answer.html(200, PageFace.page(locale, title, body));
    }

    private Answer post(Call call) {
        var handle = call.part("handle");
        var shown = posts.get(new PostId(call.idPart("id")), Viewer.NOBODY);
        var author = accounts.get(shown.post().author());
        if (!handle.equalsIgnoreCase("@" + author.handle()) || shown.post().isBoost()) {
            throw Refusal.notFound();
        }
        return Answer.html(
                200,
                PageFace.page(
                        call.locale(), author.handle() + " – " + title, card(call.locale(), author, shown.post())));
    }

    /** Under its address there is never another one. */
    private Answer picture(Call call) {
        var picture = pictures.get(PictureName.parse(call.part("name")).orElseThrow(Refusal::notFound));
        return Answer.forEver(picture.kind().type(), picture.bytes()).with("Access-Control-Allow-Origin", "*");
    }

    private static String card(Locale locale, Account author, Post post) {
        var time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(ZoneOffset.UTC)
                .format(post.publishedAt());
        var name = author.profile().name().isEmpty()
                ? author.handle().value()
                : author.profile().name();
        var warning = post.words().warning();
        return """
                <article class="h-entry">
                <p class="p-author h-card"><strong class="p-name" dir="auto">%s</strong> <span>@%s</span></p>
                %s<p class="e-content" dir="auto" lang="%s">%s</p>
                <p><time class="dt-published" datetime="%s">%s UTC</time></p>
                </article>
                """.formatted(
                        PageFace.escape(name),
                        author.handle(),
                        warning.isEmpty() ? "" : "<p><strong>" + PageFace.escape(warning) + "</strong></p>",
                        PageFace.escape(post.words().language().orElse("")),
                        PageFace.escape(post.words().text()).replace("\n", "<br>"),
                        post.publishedAt(),
                        PageFace.escape(time));
    }

    private Answer ask(Call call) {
        owners.check(new Secret(call.part("secret")));
        return secret(Answer.html(200, form(call, "")));
    }

    private Answer begin(Call call) {
        var link = new Secret(call.part("secret"));
        owners.check(link);
        var params = call.params();
        try {
            var token = owners.begin(
                    link,
                    Handle.parse(params.text("handle").strip()),
                    Email.parse(params.text("email")),
                    params.text("name").strip());
            return secret(Answer.html(200, done(call.locale(), token)));
        } catch (Refusal refusal) {
            return secret(
                    Answer.html(422, form(call, refusal.problem().sentence().in(call.locale()))));
        }
    }

    /** Pages with a secret in them stay out of every cache. */
    private static Answer secret(Answer answer) {
        return answer.with("Cache-Control", "no-store");
    }

    private String done(Locale locale, Secret token) {
        return PageFace.page(
                locale,
                title,
                "<h1>" + PageFace.say(locale, "page.owner.done") + "</h1><p>" + PageFace.say(locale, "page.owner.token")
                        + "</p><p><code>" + PageFace.escape(token.value()) + "</code></p>");
    }

    private String form(Call call, String problem) {
        var locale = call.locale();
        var params = call.params();
        return PageFace.page(locale, title, """
                <h1>%s</h1><p>%s</p>%s
                <form method="post">
                <label>%s * <input name="handle" required maxlength="30" pattern="[A-Za-z0-9_]+" autocomplete="username" value="%s"></label>
                <label>%s * <input name="email" type="email" required autocomplete="email" value="%s"></label>
                <label>%s <input name="name" maxlength="40" autocomplete="name" value="%s"></label>
                <button>%s</button>
                </form>
                """.formatted(
                        PageFace.say(locale, "page.owner.title", title),
                        PageFace.say(locale, "page.owner.intro"),
                        problem.isEmpty() ? "" : "<p role=\"alert\">" + PageFace.escape(problem) + "</p>",
                        PageFace.say(locale, "page.handle"),
                        PageFace.escape(params.text("handle")),
                        PageFace.say(locale, "page.email"),
                        PageFace.escape(params.text("email")),
                        PageFace.say(locale, "page.name"),
                        PageFace.escape(params.text("name")),
                        PageFace.say(locale, "page.owner.begin")));
    }

    private static byte[] asset(String name) {
        try (var stream = PlainPages.class.getResourceAsStream("/social/ramage/assets/" + name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
