package social.ramage.mastodon;

import java.net.URI;
import social.ramage.account.Accounts;
import social.ramage.person.Opening;
import social.ramage.person.SignUp;
import social.ramage.post.PostText;
import social.ramage.safety.Rules;
import social.ramage.signal.Signals;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Routes;
import social.ramage.web.Segments;

/** What this server is and what it takes. */
final class InstanceEndpoints {
    /** Clients look at the number before the bracket to know what they may ask for. */
    private static final String VERSION = "4.3.0 (compatible; Ramage %s)";

    private final Callers callers;
    private final Accounts accounts;
    private final SignUp signUp;
    private final Rules rules;
    private final Site site;

    InstanceEndpoints(Callers callers, MastodonApi.Doors doors, Site site) {
        this.signUp = doors.signUp();
        this.callers = callers;
        this.accounts = doors.accounts();
        this.rules = doors.safety().rules();
        this.site = site;
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/instance", this::first).get("/api/v2/instance", this::second);
    }

    private Answer first(Call call) {
        callers.admit(call);
        var statistics = accounts.statistics();
        var stats = new JsonText()
                .raw("{")
                .number("user_count", statistics.accounts())
                .number("status_count", statistics.posts())
                .number("domain_count", 0)
                .raw("}");
        var urls = new JsonText().raw("{").text("streaming_api", streaming()).raw("}");
        return Answer.json(new Segments()
                .add(new JsonText()
                        .raw("{")
                        .text("uri", domain())
                        .text("title", site.title())
                        .text("short_description", site.description())
                        .text("description", Html.escape(site.description()))
                        .text("email", "")
                        .text("version", version())
                        .value("urls", urls.toString())
                        .value("stats", stats.toString())
                        .text("thumbnail", site.url() + "/assets/header.svg")
                        .value("languages", "[\"fr\",\"en\"]")
                        .truth("registrations", isOpen())
                        .truth("approval_required", false)
                        .truth("invites_enabled", signUp.opening() != Opening.CLOSED)
                        .value("configuration", "{" + limits() + "}")
                        .value("contact_account", "null")
                        .value("rules", RulesJson.all(rules.all()))
                        .raw("}")
                        .bytes()));
    }

    private Answer second(Call call) {
        callers.admit(call);
        var urls = new JsonText()
                .raw("{")
                .text("streaming", streaming())
                .value("status", "null")
                .value("about", "null")
                .value("privacy_policy", "null")
                .value("terms_of_service", "null")
                .raw("}");
        var configuration = new JsonText()
                .raw("{")
                .value("urls", urls.toString())
                .value("vapid", "{\"public_key\":\"\"}")
                .raw("," + limits())
                .value("translation", "{\"enabled\":false}")
                .value("timelines_access", """
                        {"live_feeds":{"local":"public","remote":"public"},\
                        "hashtag_feeds":{"local":"public","remote":"public"},\
                        "trending_link_feeds":{"local":"public","remote":"public"}}""")
                .truth("limited_federation", false)
                .raw("}");
        return Answer.json(new Segments()
                .add(new JsonText()
                        .raw("{")
                        .text("domain", domain())
                        .text("title", site.title())
                        .text("version", version())
                        .text("source_url", site.url())
                        .text("description", site.description())
                        .value(
                                "usage",
                                "{\"users\":{\"active_month\":"
                                        + accounts.statistics().accounts() + "}}")
                        .value("thumbnail", thumbnail())
                        .value("icon", "[]")
                        .value("languages", "[\"fr\",\"en\"]")
                        .value("configuration", configuration.toString())
                        .value("registrations", registrations())
                        .value("api_versions", "{\"mastodon\":2}")
                        .value("wrapstodon", "null")
                        .value("contact", "{\"email\":\"\",\"account\":null}")
                        .value("rules", RulesJson.all(rules.all()))
                        .raw("}")
                        .bytes()));
    }

    private String registrations() {
        return new JsonText()
                .raw("{")
                .truth("enabled", isOpen())
                .truth("approval_required", false)
                .value("reason_required", "null")
                .value("message", "null")
                .value("min_age", "null")
                .text("url", site.url() + "/sign-up")
                .raw("}")
                .toString();
    }

    private boolean isOpen() {
        return signUp.opening() == Opening.OPEN;
    }

    private String thumbnail() {
        return new JsonText()
                .raw("{")
                .text("url", site.url() + "/assets/header.svg")
                .text("description", "")
                .raw("}")
                .toString();
    }

    private String limits() {
        return """
                "accounts":{"max_display_name_length":40,"max_note_length":500,"max_avatar_description_length":150,\
                "max_header_description_length":150,"max_featured_tags":0,"max_pinned_statuses":%d,\
                "max_profile_fields":4,"profile_field_name_limit":255,"profile_field_value_limit":255},\
                "statuses":{"max_characters":%d,"max_media_attachments":0,"characters_reserved_per_url":%d},\
                "media_attachments":{"supported_mime_types":[],"description_limit":1500,"image_size_limit":0,\
                "image_matrix_limit":0,"video_size_limit":0,"video_frame_rate_limit":0,"video_matrix_limit":0},\
                "polls":{"max_options":0,"max_characters_per_option":0,"min_expiration":300,"max_expiration":2629746}""".formatted(Signals.PINS_MAX, site.charactersMax(), PostText.LINK_CHARACTERS);
    }

    private String version() {
        return VERSION.formatted(site.version());
    }

    private String domain() {
        var uri = URI.create(site.url());
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private String streaming() {
        return site.url().replaceFirst("^http", "ws");
    }
}
