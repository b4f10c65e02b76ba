package social.ramage.mastodon;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import social.ramage.text.Fold;
import social.ramage.text.Span;
import social.ramage.text.Spans;

/** Plain text as the HTML that clients expect: links, mentions and hashtags marked, everything else escaped. */
final class Html {
    /** Characters of an address that are shown. */
    private static final int SHOWN = 30;

    private final String url;

    /** @param url this server's, without a slash at its end */
    Html(String url) {
        this.url = url;
    }

    /** @param handleOf the handle, as its holder writes it, of those who are mentioned here; others stay plain text */
    String of(String text, Function<String, Optional<String>> handleOf) {
        return of(text, Spans.of(text), handleOf);
    }

    /** @param spans those of the text */
    String of(String text, List<Span> spans, Function<String, Optional<String>> handleOf) {
        if (text.isEmpty()) {
            return "";
        }
        var html = new StringBuilder(text.length() * 2).append("<p>");
        mark(text, spans, handleOf, "nofollow noopener", html);
        return html.append("</p>").toString();
    }

    /** One line, of a profile: whoever is linked to may say that it is theirs. */
    String line(String text, Function<String, Optional<String>> handleOf) {
        var html = new StringBuilder(text.length() * 2);
        var line = text.replace('\n', ' ');
        mark(line, Spans.of(line), handleOf, "nofollow noopener me", html);
        return html.toString();
    }

    private void mark(
            String text,
            List<Span> spans,
            Function<String, Optional<String>> handleOf,
            String relation,
            StringBuilder html) {
        int from = 0;
        for (var span : spans) {
            escape(text, from, span.start(), html);
            switch (span) {
                case Span.Link(int start, int end) -> link(text.substring(start, end), relation, html);
                case Span.Hashtag(int start, int end, var tag) -> hashtag(text.charAt(start), tag, html);
                case Span.Mention(int start, int end, var handle, var host) -> {
                    var known = host.isEmpty() ? handleOf.apply(handle) : Optional.<String>empty();
                    known.ifPresentOrElse(
                            it -> mention(it, text.substring(start + 1, end), html),
                            () -> escape(text, start, end, html));
                }
            }
            from = span.end();
        }
        escape(text, from, text.length(), html);
    }

    static String escape(String text) {
        var html = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            escape(text.charAt(i), html);
        }
        return html.toString();
    }

    private void link(String address, String relation, StringBuilder html) {
        int hostAt = address.indexOf("://") + 3;
        int shownTo = Math.min(address.length(), hostAt + SHOWN);
        if (shownTo < address.length() && Character.isHighSurrogate(address.charAt(shownTo - 1))) {
            shownTo--;
        }
        html.append("<a href=\"").append(escape(address));
        html.append("\" target=\"_blank\" rel=\"").append(relation);
        html.append("\" translate=\"no\"><span class=\"invisible\">");
        html.append(escape(address.substring(0, hostAt))).append("</span><span class=\"");
        html.append(shownTo < address.length() ? "ellipsis" : "").append("\">");
        html.append(escape(address.substring(hostAt, shownTo))).append("</span><span class=\"invisible\">");
        html.append(escape(address.substring(shownTo))).append("</span></a>");
    }

    private void hashtag(char sign, String tag, StringBuilder html) {
        html.append("<a href=\"").append(escape(tagUrl(tag)));
        html.append("\" class=\"mention hashtag\" rel=\"tag\">").append(sign);
        html.append("<span>").append(escape(tag)).append("</span></a>");
    }

    private void mention(String handle, String typed, StringBuilder html) {
        html.append("<span class=\"h-card\" translate=\"no\"><a href=\"")
                .append(url)
                .append("/@")
                .append(handle);
        html.append("\" class=\"u-url mention\">@<span>").append(escape(typed)).append("</span></a></span>");
    }

    String tagUrl(String tag) {
        return url + "/tags/" + java.net.URLEncoder.encode(Fold.key(tag), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void escape(String text, int from, int to, StringBuilder html) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c != '\n') {
                escape(c, html);
            } else if (i + 1 < to && text.charAt(i + 1) == '\n') {
                html.append("</p><p>");
                while (i + 1 < to && text.charAt(i + 1) == '\n') {
                    i++;
                }
            } else {
                html.append("<br />");
            }
        }
    }

    private static void escape(char c, StringBuilder html) {
        switch (c) {
            case '&' -> html.append("&amp;");
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            default -> html.append(c);
        }
    }
}
