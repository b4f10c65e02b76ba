package social.ramage.page;

import java.util.Locale;
import social.ramage.problem.Problem;
import social.ramage.problem.Sentence;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Face;
import social.ramage.web.Header;

/** How pages say no, and what all of them carry. */
final class PageFace implements Face {
    private static final Header POLICY = new Header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                    + " frame-ancestors 'none'; base-uri 'none'");
    private static final Header REFERRER = new Header("Referrer-Policy", "same-origin");
    private static final Header NO_FRAMES = new Header("X-Frame-Options", "DENY");
    private static final Header VARY = new Header("Vary", "Accept-Language");

    @Override
    public boolean covers(String path) {
        return true;
    }

    @Override
    public Answer refuse(Call call, Problem problem) {
        var locale = call.locale();
        var sentence = problem.sentence().in(locale);
        return Answer.html(Answer.statusOf(problem), page(locale, sentence, "<p>" + escape(sentence) + "</p>"))
                .because(problem);
    }

    @Override
    public Answer dress(Call call, Answer answer) {
        return answer.with(POLICY).with(REFERRER).with(NO_FRAMES).with(VARY);
    }

    static String page(Locale locale, String title, String body) {
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="stylesheet" href="/assets/plain.css">
                </head>
                <body><main>%s</main></body>
                </html>
                """.formatted(locale.getLanguage(), escape(title), body);
    }

    static String say(Locale locale, String key, Object... values) {
        return escape(Sentence.of(key, values).in(locale));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
