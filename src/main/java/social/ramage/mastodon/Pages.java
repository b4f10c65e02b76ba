package social.ramage.mastodon;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToLongFunction;
import social.ramage.follow.FollowPage;
import social.ramage.post.IdRange;
import social.ramage.post.Shown;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Params;

/** Pages of a list, and the header that leads to the next and the one before. */
final class Pages {
    /** Parameters that say where in the list a page is; all others lead to it and are repeated. */
    private static final List<String> FILTERS = List.of(
            "limit",
            "local",
            "remote",
            "only_media",
            "exclude_replies",
            "exclude_reblogs",
            "pinned",
            "tagged",
            "account_id");

    /** Those of them that may have several values. */
    private static final List<String> LISTS = List.of("any", "all", "none", "types", "exclude_types");

    /** Twice so much, with all other headers, is less than Jetty sends. */
    private static final int BASE_UNITS_MAX = 2_000;

    private final String url;

    Pages(String url) {
        this.url = url;
    }

    static IdRange range(Params params, int usual, int max) {
        return IdRange.of(params.id("max_id"), params.id("since_id"), params.id("min_id"), params.limit(usual, max));
    }

    static FollowPage follows(Params params, int usual, int max) {
        return new FollowPage(
                params.id("max_id").orElse(Long.MAX_VALUE),
                params.id("min_id").or(() -> params.id("since_id")).orElse(0L),
                params.limit(usual, max));
    }

    /** Lists of accounts lead on only when there may be more. */
    <T> Answer whenFull(Call call, Answer answer, List<T> page, int max, ToLongFunction<T> idOf) {
        return page.size() < max
                ? answer
                : link(call, answer, idOf.applyAsLong(page.getLast()), "since_id", idOf.applyAsLong(page.getFirst()));
    }

    Answer link(Call call, Answer answer, List<Shown> page) {
        return page.isEmpty()
                ? answer
                : link(
                        call,
                        answer,
                        page.getLast().post().id().value(),
                        "min_id",
                        page.getFirst().post().id().value());
    }

    /**
     * @param newerName what the parameter is called that leads to what is newer
     * @throws Refusal Unreadable when the filters, which are repeated, are too long for a header
     */
    Answer link(Call call, Answer answer, long oldest, String newerName, long newest) {
        var base = new StringBuilder("<").append(url).append(call.path()).append('?');
        for (var name : FILTERS) {
            call.params().find(name).ifPresent(value -> add(base, name, value));
        }
        for (var name : LISTS) {
            call.params().list(name).forEach(value -> add(base, name + "[]", value));
        }
        if (base.length() > BASE_UNITS_MAX) {
            throw new Refusal(new Problem.Unreadable(Sentence.of("problem.head_too_large")));
        }
        return answer.with(
                "Link",
                base + "max_id=" + oldest + ">; rel=\"next\", " + base + newerName + "=" + newest + ">; rel=\"prev\"");
    }

    private static void add(StringBuilder query, String name, String value) {
        query.append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&');
    }
}
