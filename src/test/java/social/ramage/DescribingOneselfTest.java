package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import social.ramage.db.Engine;
import social.ramage.media.PictureFiles;
import tools.jackson.databind.JsonNode;

class DescribingOneselfTest extends InATown {
    private static final String UPDATE = "/api/v1/accounts/update_credentials";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String PARTS = "multipart/form-data; boundary=cut";

    private Town.Person ada;
    private Town.Person bob;

    DescribingOneselfTest(Engine engine) {
        super(engine);
    }

    @BeforeEach
    void people() {
        ada = town.person("Ada");
        bob = town.person("bob");
    }

    @Test
    void whatPeopleSayOfThemselvesIsSeenByEverybodyAtOnce() {
        var before = seen();
        assertThat(before.get("display_name").asString()).isEmpty();

        var reply = ada.sends(
                "PATCH",
                UPDATE,
                "display_name=Ada+L.&note=Bonjour&bot=true&discoverable=1&indexable=on&locked=true&hide_collections=True",
                FORM);

        assertThat(reply.status()).isEqualTo(200);
        for (var account : List.of(
                reply.json(),
                seen(),
                ada.reads("/api/v1/accounts/verify_credentials").json())) {
            assertThat(account.get("display_name").asString()).isEqualTo("Ada L.");
            assertThat(account.get("note").asString()).isEqualTo("<p>Bonjour</p>");
            for (var flag : List.of("bot", "discoverable", "indexable", "locked", "hide_collections")) {
                assertThat(account.get(flag).asBoolean()).as(flag).isTrue();
            }
            assertThat(account.get("noindex").asBoolean()).isFalse();
        }
        assertThat(reply.json().at("/source/note").asString()).isEqualTo("Bonjour");
    }

    @Test
    void whatIsNotNamedStaysAsItIs() {
        ada.sends("PATCH", UPDATE, "display_name=Ada&note=Bonjour&bot=true&fields_attributes[0][name]=n", FORM);
        town.restart();

        ada.sends("PATCH", UPDATE, "{\"bot\":false,\"note\":null,\"display_name\":\"\"}", JSON);

        var after = seen();
        assertThat(after.get("note").asString()).isEqualTo("<p>Bonjour</p>");
        assertThat(after.get("display_name").asString()).isEmpty();
        assertThat(after.get("bot").asBoolean()).isFalse();
        assertThat(after.get("fields")).hasSize(1);
    }

    @Test
    void fieldsAreTakenInEveryShapeThatClientsSendThemIn() {
        var bodies = List.of(
                List.of(
                        FORM,
                        "fields_attributes[0][name]=a&fields_attributes[0][value]=1&fields_attributes[3][name]=b&fields_attributes[3][value]=2"),
                List.of(
                        JSON,
                        "{\"fields_attributes\":[{\"name\":\"a\",\"value\":\"1\"},{\"name\":\"\",\"value\":\"\"},{\"name\":\"b\",\"value\":\"2\"}]}"),
                List.of(
                        JSON,
                        "{\"fields_attributes\":{\"0\":{\"name\":\"a\",\"value\":\"1\"},\"1\":{\"name\":\"b\",\"value\":\"2\"}}}"),
                List.of(
                        PARTS,
                        text("fields_attributes[0][name]", "a") + text("fields_attributes[0][value]", "1")
                                + text("fields_attributes[1][name]", "b") + text("fields_attributes[1][value]", "2")
                                + "--cut--"));
        for (var body : bodies) {
            ada.sends("PATCH", UPDATE, "fields_attributes[0][name]=old", FORM);

            ada.sends("PATCH", UPDATE, body.get(1), body.get(0));

            assertThat(seen().get("fields").toString())
                    .as(body.get(1))
                    .isEqualTo("[{\"name\":\"a\",\"value\":\"1\",\"verified_at\":null},"
                            + "{\"name\":\"b\",\"value\":\"2\",\"verified_at\":null}]");
        }
        ada.sends("PATCH", UPDATE, "fields_attributes[0][name]=&fields_attributes[0][value]=", FORM);
        assertThat(seen().get("fields")).isEmpty();
    }

    @Test
    @DisplayName(
            "C15 a bio with plain text, tags and links is shown with them marked, and nothing in it is taken for HTML")
    void aBioHasLinksTagsAndPeopleInIt() {
        var bio =
                "Née à <b>Caen</b> & ailleurs\n\n#Mathématiques http://example.org/?a=1&b=\"2 @ADA @nobody \"><script>";
        ada.sends("PATCH", UPDATE, "note=" + Town.encode(bio), FORM);

        var url = town.at("").toString();
        var place = seen().get("url").asString().replace("/@Ada", "");
        assertThat(url).isNotEmpty();
        assertThat(seen().get("note").asString())
                .isEqualTo("<p>Née à &lt;b&gt;Caen&lt;/b&gt; &amp; ailleurs</p><p><a href=\"" + place
                        + "/tags/mathematiques\" class=\"mention hashtag\" rel=\"tag\">#<span>Mathématiques</span></a> "
                        + "<a href=\"http://example.org/?a=1&amp;b=\" target=\"_blank\" rel=\"nofollow noopener\" translate=\"no\">"
                        + "<span class=\"invisible\">http://</span><span class=\"\">example.org/?a=1&amp;b=</span>"
                        + "<span class=\"invisible\"></span></a>&quot;2 <span class=\"h-card\" translate=\"no\"><a href=\""
                        + place + "/@Ada\" class=\"u-url mention\">@<span>ADA</span></a></span> @nobody "
                        + "&quot;&gt;&lt;script&gt;</p>");
    }

    @Test
    void theValueOfAFieldIsMarkedButItsNameIsPlain() {
        ada.sends(
                "PATCH",
                UPDATE,
                "fields_attributes[0][name]=<i>http://a.example&fields_attributes[0][value]="
                        + Town.encode("https://ada.example\n<b>@bob"),
                FORM);

        var field = seen().get("fields").get(0);
        assertThat(field.get("name").asString()).isEqualTo("<i>http://a.example");
        assertThat(field.get("value").asString())
                .startsWith("<a href=\"https://ada.example\" target=\"_blank\" rel=\"nofollow noopener me\"")
                .contains(" &lt;b&gt;<span class=\"h-card\"")
                .endsWith("/@bob\" class=\"u-url mention\">@<span>bob</span></a></span>");
        assertThat(ada.reads("/api/v1/profile").json().at("/fields/0/value").asString())
                .isEqualTo("https://ada.example\n<b>@bob");
    }

    @Test
    void whatIsTooMuchIsRefusedFieldByField() {
        refused("display_name=" + "x".repeat(41), "display_name", "ERR_TOO_LONG");
        refused("note=" + "x".repeat(501), "note", "ERR_TOO_LONG");
        refused("note=%00", "note", "ERR_INVALID");
        refused("fields_attributes[0][name]=" + "x".repeat(256), "fields", "ERR_TOO_LONG");
        refused("fields_attributes[0][value]=x", "fields", "ERR_BLANK");
        refused(
                "fields_attributes[][name]=1&fields_attributes[][name]=2&fields_attributes[][name]=3&fields_attributes[][name]=4&fields_attributes[][name]=5",
                "fields",
                "ERR_TOO_LONG");
        refused("source[privacy]=nobody&display_name=Eve", "visibility", "ERR_INVALID");
        refused("source[language]=!", "language", "ERR_INVALID");
        refused("avatar=data:image/png;base64,AAAA&display_name=Eve", "avatar", "ERR_INVALID");
        assertThat(seen().get("display_name").asString()).isEmpty();
        assertThat(ada.sends("PATCH", UPDATE, "avatar=x", FORM).status()).isEqualTo(400);
        assertThat(town.stranger().sends("PATCH", UPDATE, "note=x", FORM).status())
                .isEqualTo(401);
        assertThat(ada.sends("POST", UPDATE, "note=x", FORM).status()).isEqualTo(405);
    }

    private void refused(String body, String field, String code) {
        var reply = ada.sends("PATCH", UPDATE, body, FORM);

        assertThat(reply.status()).as(body).isEqualTo(422);
        var fault = reply.json().path("details").path(field).path(0);
        assertThat(fault.path("error").asString()).as(body).isEqualTo(code);
        assertThat(fault.path("description").asString())
                .as(body)
                .isEqualTo(reply.error())
                .isNotEmpty();
    }

    @Test
    void picturesAreShownAndReplacedAndTakenDown() throws Exception {
        var plain = seen();
        var both = new ByteArrayOutputStream();
        both.writeBytes(file("avatar", PictureFiles.quarters("png", 900, 500)));
        both.writeBytes(file("header", PictureFiles.quarters("jpeg", 1600, 800)));
        both.writeBytes(bytes("--cut--"));

        var reply = ada.sends("PATCH", UPDATE, both.toByteArray(), PARTS);

        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
        var first = seen();
        var avatar = PictureFiles.read(picture(first, "avatar"));
        assertThat(avatar.getWidth() + "x" + avatar.getHeight()).isEqualTo("400x400");
        var header = PictureFiles.read(picture(first, "header"));
        assertThat(header.getWidth() + "x" + header.getHeight()).isEqualTo("1500x500");
        assertThat(first.get("avatar_static")).isEqualTo(first.get("avatar"));

        var address =
                "data:image/gif;base64," + Base64.getEncoder().encodeToString(PictureFiles.quarters("gif", 30, 30));
        ada.sends("PUT", "/api/v1/profile", "{\"avatar\":\"" + address + "\"}", JSON);

        var second = seen();
        assertThat(second.get("avatar")).isNotEqualTo(first.get("avatar"));
        assertThat(second.get("header")).isEqualTo(first.get("header"));
        assertThat(get(first, "avatar").status()).isEqualTo(404);
        assertThat(PictureFiles.read(picture(second, "avatar")).getWidth()).isEqualTo(30);

        assertThat(ada.sends("DELETE", "/api/v1/profile/avatar", "", "").json().get("avatar"))
                .isEqualTo(plain.get("avatar"));
        ada.sends("DELETE", "/api/v1/profile/header", "", "");
        assertThat(seen().get("header")).isEqualTo(plain.get("header"));
        assertThat(ada.reads("/api/v1/profile").json().get("avatar").isNull()).isTrue();
        assertThat(rows()).isZero();
    }

    @Test
    void aPictureIsKeptByEverybodyForEverAndTakenForNothingElse() {
        ada.sends(
                "PATCH",
                UPDATE,
                "avatar="
                        + Town.encode("data:image/png;base64,"
                                + Base64.getEncoder().encodeToString(PictureFiles.quarters("png", 20, 20))),
                FORM);

        var reply = get(seen(), "avatar");

        assertThat(reply.status()).isEqualTo(200);
        var headers = reply.response().headers();
        assertThat(headers.firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(headers.firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Access-Control-Allow-Origin")).hasValue("*");
        var path = URI.create(seen().get("avatar").asString()).getPath();
        assertThat(path).matches("/pictures/[0-9]+\\.jpg");
        for (var other :
                List.of(path.replace(".jpg", ".png"), path.replace(".jpg", ""), "/pictures/1.jpg", "/pictures/x.jpg")) {
            assertThat(bob.reads(other).status()).as(other).isEqualTo(404);
        }
    }

    @Test
    void postsAreAsTheirAuthorsUsuallyAreUnlessTheySayOtherwise() {
        ada.sends("PATCH", UPDATE, "source[privacy]=unlisted&source[language]=fr&source[sensitive]=true", FORM);
        var preferences = ada.reads("/api/v1/preferences").json();
        assertThat(preferences.get("posting:default:visibility").asString()).isEqualTo("unlisted");
        assertThat(preferences.get("posting:default:language").asString()).isEqualTo("fr");
        assertThat(preferences.get("posting:default:sensitive").asBoolean()).isTrue();

        var usual = ada.triesToPost("Bonjour").json();
        var other = ada.triesToPost("Hello", "visibility", "public", "language", "en", "sensitive", "false")
                .json();

        assertThat(usual.get("visibility").asString()).isEqualTo("unlisted");
        assertThat(usual.get("language").asString()).isEqualTo("fr");
        assertThat(usual.get("sensitive").asBoolean()).isTrue();
        assertThat(other.get("visibility").asString()).isEqualTo("public");
        assertThat(other.get("language").asString()).isEqualTo("en");
        assertThat(other.get("sensitive").asBoolean()).isFalse();
        var source = ada.reads("/api/v1/accounts/verify_credentials").json().get("source");
        assertThat(source.get("privacy").asString()).isEqualTo("unlisted");
        assertThat(source.get("language").asString()).isEqualTo("fr");
    }

    @Test
    void whomOneFollowsCanBeHidden() {
        bob.follows(ada);
        ada.follows(bob);
        var followers = "/api/v1/accounts/" + ada.id + "/followers";
        var following = "/api/v1/accounts/" + ada.id + "/following";
        assertThat(bob.reads(followers).ids()).hasSize(1);

        ada.sends("PATCH", UPDATE, "hide_collections=true", FORM);

        for (var path : List.of(followers, following)) {
            assertThat(bob.reads(path).ids()).as(path).isEmpty();
            assertThat(town.stranger().reads(path).ids()).as(path).isEmpty();
            assertThat(ada.reads(path).ids()).as(path).hasSize(1);
        }
    }

    private JsonNode seen() {
        return bob.reads("/api/v1/accounts/" + ada.id).json();
    }

    private byte[] picture(JsonNode account, String name) throws Exception {
        var path = URI.create(account.get(name).asString()).getPath();
        try (var stream = town.at(path).toURL().openStream()) {
            return stream.readAllBytes();
        }
    }

    private Town.Reply get(JsonNode account, String name) {
        return town.stranger().reads(URI.create(account.get(name).asString()).getPath());
    }

    private long rows() {
        return town.ramage
                .db()
                .read(tx -> tx.sql("select count(*) as n from picture").get(row -> row.number("n")));
    }

    private static String text(String name, String value) {
        return "--cut\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static byte[] file(String name, byte[] content) {
        var part = new ByteArrayOutputStream();
        part.writeBytes(
                bytes("--cut\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"blob\"\r\n\r\n"));
        part.writeBytes(content);
        part.writeBytes(bytes("\r\n"));
        return part.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
