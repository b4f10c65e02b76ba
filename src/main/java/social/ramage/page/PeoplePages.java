package social.ramage.page;

import java.util.function.Consumer;
import social.ramage.account.Accounts;
import social.ramage.client.Clients;
import social.ramage.media.Pictures;
import social.ramage.person.Doorway;
import social.ramage.person.People;
import social.ramage.person.SignUp;
import social.ramage.post.Posts;
import social.ramage.web.RateLimits;
import social.ramage.web.Routes;

/** All pages: those by which people come in, stay and let clients act for them, and a post at its address. */
public final class PeoplePages {
    private PeoplePages() {}

    /** What these pages are a face of. */
    public record Doors(
            Doorway doorway,
            OwnerDesk owners,
            People people,
            Accounts accounts,
            Clients clients,
            Pictures pictures,
            Posts posts) {}

    /**
     * Where this is.
     *
     * @param title the name of this server
     * @param welcome is told who has come in
     */
    public record Site(String title, String url, java.time.Clock clock, Consumer<SignUp.Arrived> welcome) {}

    public static Routes routes(Doors doors, Site site, RateLimits limits) {
        var visitors = new Visitors(doors.doorway.sessions(), doors.accounts, site.url, site.clock);
        var templates = new Templates(site.title, visitors);
        var routes = new Routes(new PageFace(site.title, site.url));
        new OwnerPages(doors.owners, doors.doorway.sessions(), visitors, templates).addTo(routes);
        new SignInPages(doors.doorway, visitors, templates, limits, site.url).addTo(routes);
        new SignUpPages(doors.doorway, visitors, templates, limits, site).addTo(routes);
        new SettingsPages(doors, visitors, templates, limits, site.url).addTo(routes);
        new CodePages(doors.doorway, visitors, templates, site.title).addTo(routes);
        new ConsentPages(doors, visitors, templates).addTo(routes);
        new PlainPages(site.title, site.url, doors.accounts, doors.pictures, doors.posts).addTo(routes);
        return routes.get("/assets/passkey.js", _ -> Assets.answer("passkey.js", "text/javascript; charset=utf-8"));
    }
}
