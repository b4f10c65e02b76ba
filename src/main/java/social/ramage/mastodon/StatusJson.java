package social.ramage.mastodon;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import social.ramage.account.Account;
import social.ramage.account.Accounts;
import social.ramage.event.Signal;
import social.ramage.follow.Viewer;
import social.ramage.id.AccountId;
import social.ramage.id.PostId;
import social.ramage.post.Post;
import social.ramage.post.Shown;
import social.ramage.post.Version;
import social.ramage.signal.Given;
import social.ramage.signal.Signals;
import social.ramage.text.Span;
import social.ramage.text.Spans;
import social.ramage.view.View;
import social.ramage.web.Segments;

/**
 * Mastodon's Status. What is the same for every viewer is kept as bytes with the view that it was made of; author and
 * what depends on the viewer are put between when the answer is gathered.
 */
final class StatusJson {
    private static final byte[] COMMA = {','};
    private static final byte[] OPEN = {'['};
    private static final byte[] CLOSE = {']'};
    private static final byte[] REBLOG_NONE = bytes(",\"reblog\":null");
    private static final byte[] REBLOG = bytes(",\"reblog\":");
    private static final byte[] END_FOR_NOBODY = bytes("}");
    private static final int FAVOURITED = 1;
    private static final int BOOSTED = 2;
    private static final int MUTED = 4;
    private static final int BOOKMARKED = 8;
    private static final int OWN = 16;
    private static final int PINNED = 32;
    /** By the sum of the above. */
    private static final byte[][] ENDS =
            IntStream.range(0, 2 * PINNED).mapToObj(StatusJson::end).toArray(byte[][]::new);

    private final String url;
    private final Accounts accounts;
    private final Signals signals;
    private final AccountJson accountJson;
    private final Html html;

    StatusJson(String url, Accounts accounts, Signals signals, AccountJson accountJson, Html html) {
        this.url = url;
        this.accounts = accounts;
        this.signals = signals;
        this.accountJson = accountJson;
        this.html = html;
    }

    Segments one(Shown shown, Viewer viewer) {
        var to = new Segments();
        page(List.of(shown), viewer).addNext(to);
        return to;
    }

    Segments all(List<Shown> page, Viewer viewer) {
        var to = new Segments();
        addAll(page, viewer, to);
        return to;
    }

    void addAll(List<Shown> page, Viewer viewer, Segments to) {
        var rest = page(page, viewer);
        to.add(OPEN);
        for (int i = 0; i < page.size(); i++) {
            if (i > 0) {
                to.add(COMMA);
            }
            rest.addNext(to);
        }
        to.add(CLOSE);
    }

    /** For those who put something between: what all of these need is looked up once. */
    Page page(List<Shown> posts, Viewer viewer) {
        return new Page(posts, viewer);
    }

    /** Posts that are added one after another, in their order. */
    final class Page {
        private final Iterator<Shown> posts;
        private final Iterator<View<Account>> authors;
        private final Viewer viewer;
        private final Given given;

        private Page(List<Shown> posts, Viewer viewer) {
            this.posts = posts.iterator();
            this.authors = authors(posts).iterator();
            this.viewer = viewer;
            this.given = signals.given(viewer, posts);
        }

        void addNext(Segments to) {
            add(posts.next(), authors, viewer, given, to);
        }
    }

    /** All that a post has said, oldest first. */
    Segments history(Post post, List<Version> versions) {
        var author = accounts.view(post.author());
        var mentioned = mentioned(post);
        var to = new Segments().add(OPEN);
        for (int i = 0; i < versions.size(); i++) {
            var version = versions.get(i);
            if (i > 0) {
                to.add(COMMA);
            }
            to.add(new JsonText()
                    .raw("{")
                    .text("content", content(version.text(), Spans.of(version.text()), mentioned))
                    .text("spoiler_text", version.warning())
                    .truth("sensitive", version.isSensitive())
                    .time("created_at", version.writtenAt())
                    .value("media_attachments", "[]")
                    .value("emojis", "[]")
                    .raw(",\"account\":")
                    .bytes());
            accountJson.add(author, to);
            to.add(END_FOR_NOBODY);
        }
        return to.add(CLOSE);
    }

    /** What an author wrote, to be edited. */
    static Segments source(Post post) {
        return new Segments()
                .add(new JsonText()
                        .raw("{")
                        .id("id", post.id().value())
                        .text("text", post.words().text())
                        .text("spoiler_text", post.words().warning())
                        .raw("}")
                        .bytes());
    }

    /** What is told of a post that was just deleted: its source, so that it can be written anew. */
    Segments deleted(Post post) {
        var author = accounts.view(post.author());
        var to = new Segments();
        to.add(head(post, Optional.of(post.words().text())).bytes());
        accountJson.add(author, to);
        to.add(tail(post));
        return to.add(REBLOG_NONE).add(ENDS[OWN]);
    }

    private void add(Shown shown, Iterator<View<Account>> authors, Viewer viewer, Given given, Segments to) {
        var original = shown.original();
        var originalPost = original == null ? null : original.rowOrNull();
        addParts(shown.view(), authors.next(), to);
        if (original == null || originalPost == null) {
            to.add(REBLOG_NONE);
        } else {
            to.add(REBLOG);
            addParts(original, authors.next(), to);
            to.add(REBLOG_NONE).add(end(originalPost, viewer, given));
        }
        to.add(end(shown.post(), viewer, given));
    }

    private void addParts(View<Post> view, View<Account> author, Segments to) {
        var parts =
                view.as(Parts.class, it -> new Parts(head(it, Optional.empty()).bytes(), tail(it)));
        to.add(parts.head());
        accountJson.add(author, to);
        to.add(parts.tail());
    }

    private static byte[] end(Post post, Viewer viewer, Given given) {
        if (viewer.account().isEmpty()) {
            return END_FOR_NOBODY;
        }
        var id = post.id();
        boolean isOwn = viewer.is(post.author()) && !post.isBoost();
        return ENDS[
                (given.has(id, Signal.FAVOURITE) ? FAVOURITED : 0)
                        + (given.hasBoosted(id) ? BOOSTED : 0)
                        + (given.has(post.place().thread(), Signal.MUTE) ? MUTED : 0)
                        + (given.has(id, Signal.BOOKMARK) ? BOOKMARKED : 0)
                        + (isOwn ? OWN : 0)
                        + (isOwn && given.has(id, Signal.PIN) ? PINNED : 0)];
    }

    private static byte[] end(int sum) {
        var json = new JsonText()
                .raw(",")
                .truth("favourited", (sum & FAVOURITED) != 0)
                .truth("reblogged", (sum & BOOSTED) != 0)
                .truth("muted", (sum & MUTED) != 0)
                .truth("bookmarked", (sum & BOOKMARKED) != 0)
                .value("filtered", "[]");
        if ((sum & OWN) != 0) {
            json.truth("pinned", (sum & PINNED) != 0);
        }
        return json.raw("}").bytes();
    }

    /** The authors of a page, each boost followed by what it passes on; then those who are named. In one look. */
    private List<View<Account>> authors(List<Shown> page) {
        var ids = new ArrayList<Long>(page.size() + 4);
        for (var shown : page) {
            ids.add(shown.post().author().value());
            var original = shown.original();
            var post = original == null ? null : original.rowOrNull();
            if (post != null) {
                ids.add(post.author().value());
            }
        }
        for (var shown : page) {
            for (var mentioned : shown.meant().mentions()) {
                ids.add(mentioned.value());
            }
        }
        var views = new ArrayList<View<Account>>(ids.size());
        accounts.views(ids, views);
        return views;
    }

    private JsonText head(Post post, Optional<String> source) {
        var author = accounts.get(post.author());
        var spans = Spans.of(post.words().text());
        var mentioned = mentioned(post);
        var json = new JsonText()
                .raw("{")
                .id("id", post.id().value())
                .text("uri", url + "/posts/" + post.id())
                .text("url", accountJson.profileUrl(author) + "/" + post.id())
                .time("created_at", post.publishedAt())
                .time("edited_at", post.words().editedAt())
                .text("visibility", Visibilities.format(post.visibility()))
                .truth("sensitive", post.words().sensitiveAt().isPresent())
                .text("spoiler_text", post.words().warning())
                .id("in_reply_to_id", post.place().parent().map(PostId::value))
                .id("in_reply_to_account_id", post.place().parentAuthor().map(AccountId::value))
                .text("language", post.words().language())
                .value("media_attachments", "[]")
                .value("mentions", mentions(mentioned))
                .value("tags", tags(spans))
                .value("emojis", "[]")
                .value("poll", "null")
                .value("card", "null")
                .value("quote", "null")
                .value("quote_approval", "{\"automatic\":[],\"manual\":[],\"current_user\":\"denied\"}")
                .value("tagged_collections", "[]");
        source.ifPresentOrElse(
                text -> json.text("text", text),
                () -> json.text("content", content(post.words().text(), spans, mentioned)));
        return json.raw(",\"account\":");
    }

    private static byte[] tail(Post post) {
        return new JsonText()
                .raw(",")
                .number("reblogs_count", post.counts().boosts())
                .number("favourites_count", post.counts().favourites())
                .number("replies_count", post.counts().replies())
                .number("quotes_count", 0)
                .bytes();
    }

    private List<Account> mentioned(Post post) {
        var views = new ArrayList<View<Account>>(post.mentions().size());
        accounts.views(post.mentions().stream().map(AccountId::value).toList(), views);
        return views.stream().map(View::row).flatMap(Optional::stream).toList();
    }

    private String content(String text, List<Span> spans, List<Account> mentioned) {
        return html.of(
                text,
                spans,
                handle -> mentioned.stream()
                        .filter(account -> account.handle().key().equals(handle))
                        .map(account -> account.handle().value())
                        .findFirst());
    }

    private String mentions(List<Account> mentioned) {
        var json = new JsonText().raw("[");
        for (int i = 0; i < mentioned.size(); i++) {
            var account = mentioned.get(i);
            json.raw(i == 0 ? "{" : ",{")
                    .id("id", account.id().value())
                    .text("username", account.handle().value())
                    .text("url", accountJson.profileUrl(account))
                    .text("acct", account.handle().value())
                    .raw("}");
        }
        return json.raw("]").toString();
    }

    private String tags(List<Span> spans) {
        var json = new JsonText().raw("[");
        var seen = new ArrayList<String>();
        for (var span : spans) {
            if (span instanceof Span.Hashtag(var _, var _, var tag) && !seen.contains(tag)) {
                json.raw(seen.isEmpty() ? "{" : ",{")
                        .text("name", tag)
                        .text("url", html.tagUrl(tag))
                        .raw("}");
                seen.add(tag);
            }
        }
        return json.raw("]").toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    // A kind of its own, since a view keeps what was made of it by kind.
    @SuppressWarnings("ArrayRecordComponent")
    private record Parts(byte[] head, byte[] tail) {}
}
