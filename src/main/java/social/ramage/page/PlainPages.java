package social.ramage.page;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import social.ramage.account.Account;
import social.ramage.account.Accounts;
import social.ramage.follow.Viewer;
import social.ramage.id.PictureName;
import social.ramage.id.PostId;
import social.ramage.media.Pictures;
import social.ramage.post.Post;
import social.ramage.post.Posts;
import social.ramage.problem.Refusal;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Routes;

/** A post at its address for everyone. Works without any script. */
final class PlainPages {
    private final String title;
    private final String url;
    private final Accounts accounts;
    private final Pictures pictures;
    private final Posts posts;

    PlainPages(String title, String url, Accounts accounts, Pictures pictures, Posts posts) {
        this.title = title;
        this.url = url;
        this.accounts = accounts;
        this.pictures = pictures;
        this.posts = posts;
    }

    void addTo(Routes routes) {
        routes.get("/", this::front)
                .get("/{handle}/{id}", this::post)
                .get("/pictures/{name}", this::picture)
                .get("/assets/avatar.svg", _ -> Assets.answer("avatar.svg", "image/svg+xml"))
                .get("/assets/header.svg", _ -> Assets.answer("header.svg", "image/svg+xml"))
                .get("/assets/plain.css", _ -> Assets.answer("plain.css", "text/css; charset=utf-8"));
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
}
