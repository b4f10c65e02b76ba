package social.ramage.mastodon;

import social.ramage.account.Accounts;
import social.ramage.person.Opening;
import social.ramage.person.SignUp;
import social.ramage.web.Answer;
import social.ramage.web.Call;
import social.ramage.web.Routes;
import social.ramage.web.Segments;

/** What programs ask before they know what runs here. */
final class NodeEndpoints {
    private final Callers callers;
    private final Accounts accounts;
    private final SignUp signUp;
    private final Site site;

    NodeEndpoints(Callers callers, Accounts accounts, SignUp signUp, Site site) {
        this.callers = callers;
        this.accounts = accounts;
        this.signUp = signUp;
        this.site = site;
    }

    void addTo(Routes routes) {
        routes.get("/.well-known/nodeinfo", this::discover)
                .get("/nodeinfo/2.0", this::describe)
                .get("/.well-known/host-meta", this::host);
    }

    private Answer discover(Call call) {
        callers.admit(call);
        var link = new JsonText()
                .raw("{")
                .text("rel", "http://nodeinfo.diaspora.software/ns/schema/2.0")
                .text("href", site.url() + "/nodeinfo/2.0")
                .raw("}");
        return json(new JsonText().raw("{").value("links", "[" + link + "]").raw("}"));
    }

    private Answer describe(Call call) {
        callers.admit(call);
        var statistics = accounts.statistics();
        var software = new JsonText()
                .raw("{")
                .text("name", "ramage")
                .text("version", site.version())
                .raw("}");
        var users =
                new JsonText().raw("{").number("total", statistics.accounts()).raw("}");
        var usage = new JsonText()
                .raw("{")
                .value("users", users.toString())
                .number("localPosts", statistics.posts())
                .raw("}");
        var metadata = new JsonText()
                .raw("{")
                .text("nodeName", site.title())
                .text("nodeDescription", site.description())
                .raw("}");
        return json(new JsonText()
                .raw("{")
                .text("version", "2.0")
                .value("software", software.toString())
                .value("protocols", "[]")
                .value("services", "{\"inbound\":[],\"outbound\":[]}")
                .value("usage", usage.toString())
                .truth("openRegistrations", signUp.opening() == Opening.OPEN)
                .value("metadata", metadata.toString())
                .raw("}"));
    }

    private Answer host(Call call) {
        callers.admit(call);
        return Answer.asset("application/xrd+xml; charset=utf-8", """
                <?xml version="1.0" encoding="UTF-8"?>
                <XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">
                <Link rel="lrdd" template="%s/.well-known/webfinger?resource={uri}"/>
                </XRD>
                """.formatted(Html.escape(site.url()))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Answer json(JsonText body) {
        return Answer.json(new Segments().add(body.bytes()));
    }
}
