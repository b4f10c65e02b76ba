package social.ramage.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class WritingHtmlTest {
    private static final Html HTML = new Html("https://here.example");

    @Test
    void nothingIsNoParagraph() {
        check("", "");
    }

    @Test
    void whatCouldBeTakenForHtmlIsEscaped() {
        check("<b>&amp;</b>", "<p>&lt;b&gt;&amp;amp;&lt;/b&gt;</p>");
        check("\"it's\"", "<p>&quot;it&#39;s&quot;</p>");
        check("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
        assertThat(Html.escape("<a href=\"x\">'&'</a>\n"))
                .isEqualTo("&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;\n");
    }

    @Test
    void aLineEndBreaksTheLineAndAnEmptyLineTheParagraph() {
        check("a\nb", "<p>a<br />b</p>");
        check("a\n\nb", "<p>a</p><p>b</p>");
        check("a\n\n\n\nb\nc", "<p>a</p><p>b<br />c</p>");
        check("a\n \nb", "<p>a<br /> <br />b</p>");
    }

    @Test
    void linesBreakBesideLinksToo() {
        check("#a\n#b", "<p>" + tag("a", "a") + "<br />" + tag("b", "b") + "</p>");
        check("#a\n\n#b", "<p>" + tag("a", "a") + "</p><p>" + tag("b", "b") + "</p>");
    }

    @Test
    void anAddressIsALinkThatShowsWithoutItsScheme() {
        check(
                "see https://a.example/b.",
                "<p>see " + link("https://a.example/b", "https://", "a.example/b", "", "") + ".</p>");
        check("HTTP://A.example", "<p>" + link("HTTP://A.example", "HTTP://", "A.example", "", "") + "</p>");
    }

    @Test
    void aLongAddressIsShownInPart() {
        var shown = "a.example/" + "b".repeat(20);

        check("https://" + shown, "<p>" + link("https://" + shown, "https://", shown, "", "") + "</p>");
        check(
                "https://" + shown + "cd",
                "<p>" + link("https://" + shown + "cd", "https://", shown, "cd", "ellipsis") + "</p>");
    }

    @Test
    void noCharacterOfAnAddressIsCutInTwo() {
        var shown = "a.example/" + "b".repeat(19);

        check(
                "https://" + shown + "👍c",
                "<p>" + link("https://" + shown + "👍c", "https://", shown, "👍c", "ellipsis") + "</p>");
    }

    @Test
    void anAddressCannotLeaveItsAttribute() {
        check(
                "https://a.example/?a&b='onclick=c",
                "<p>"
                        + link(
                                "https://a.example/?a&amp;b=&#39;onclick=c",
                                "https://",
                                "a.example/?a&amp;b=&#39;onclick=c",
                                "",
                                "")
                        + "</p>");
        check(
                "https://a.example/\"onmouseover=\"x",
                "<p>" + link("https://a.example/", "https://", "a.example/", "", "") + "&quot;onmouseover=&quot;x</p>");
        check(
                "https://a.example/<script>",
                "<p>" + link("https://a.example/", "https://", "a.example/", "", "") + "&lt;script&gt;</p>");
        check(
                "https://a.example/" + "b".repeat(20) + "&'",
                "<p>"
                        + link(
                                "https://a.example/" + "b".repeat(20) + "&amp;",
                                "https://",
                                "a.example/" + "b".repeat(20),
                                "&amp;",
                                "ellipsis")
                        + "&#39;</p>");
    }

    @Test
    void onlyAddressesOfTheWebAreLinks() {
        check("javascript:alert(1)//a.example", "<p>javascript:alert(1)//a.example</p>");
        check("data:text/html,x ftp://a.example", "<p>data:text/html,x ftp://a.example</p>");
        check("https://", "<p>https://</p>");
    }

    @Test
    void someoneHereIsMentionedUnderTheirOwnSpelling() {
        check("hello @ALICE!", "<p>hello " + mention("Alice", "ALICE") + "!</p>");
        check("@alice @alice", "<p>" + mention("Alice", "alice") + " " + mention("Alice", "alice") + "</p>");
    }

    @Test
    void whoIsNotHereStaysPlainText() {
        check("@bob", "<p>@bob</p>");
        check("@alice@there.example", "<p>@alice@there.example</p>");
        check("@bob\n\n<i>", "<p>@bob</p><p>&lt;i&gt;</p>");
        check("a@alice", "<p>a@alice</p>");
    }

    @Test
    void aHashtagLeadsToItsTopicAndShowsAsTyped() {
        check("#jardin", "<p>" + tag("jardin", "jardin") + "</p>");
        check("#Été!", "<p>" + tag("ete", "Été") + "!</p>");
        check("#日本", "<p>" + tag("%E6%97%A5%E6%9C%AC", "日本") + "</p>");
        check("#IŞIK", "<p>" + tag("isik", "IŞIK") + "</p>");
        check("＃a", "<p>" + tag("a", "a").replace('#', '＃') + "</p>");
        check("#1 &#39;", "<p>#1 &amp;#39;</p>");
    }

    @Test
    void allKindsStandInTheirOrder() {
        check(
                "<#a @alice https://a.example>",
                "<p>&lt;" + tag("a", "a") + " " + mention("Alice", "alice") + " "
                        + link("https://a.example", "https://", "a.example", "", "") + "&gt;</p>");
    }

    private static void check(String text, String expected) {
        var html = HTML.of(text, handle -> handle.equals("alice") ? Optional.of("Alice") : Optional.empty());

        assertThat(html).as(text).isEqualTo(expected);
    }

    private static String link(String href, String scheme, String shown, String rest, String css) {
        return "<a href=\"" + href + "\" target=\"_blank\" rel=\"nofollow noopener\" translate=\"no\">"
                + "<span class=\"invisible\">" + scheme + "</span><span class=\"" + css + "\">" + shown
                + "</span><span class=\"invisible\">" + rest + "</span></a>";
    }

    private static String mention(String handle, String typed) {
        return "<span class=\"h-card\" translate=\"no\"><a href=\"https://here.example/@" + handle
                + "\" class=\"u-url mention\">@<span>" + typed + "</span></a></span>";
    }

    private static String tag(String key, String typed) {
        return "<a href=\"https://here.example/tags/" + key + "\" class=\"mention hashtag\" rel=\"tag\">#<span>" + typed
                + "</span></a>";
    }
}
