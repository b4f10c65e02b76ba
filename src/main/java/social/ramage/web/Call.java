package social.ramage.web;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import social.ramage.id.DecimalId;
import social.ramage.problem.Refusal;

/** What somebody asks of us. */
public final class Call {
    private static final String BEARER = "Bearer ";

    private final Request request;
    private final String method;
    private final String path;
    private final String reference;
    private final Map<String, String> parts;
    private final BodyRoom room;
    private @Nullable Params params;
    private boolean isHeard;
    private final Set<RateLimits.Kind> kinds = EnumSet.noneOf(RateLimits.Kind.class);
    private RateLimits.@Nullable Count count;

    Call(Request request, String path, String reference, Map<String, String> parts, BodyRoom room) {
        this.request = request;
        this.method = request.getMethod();
        this.path = path;
        this.reference = reference;
        this.parts = parts;
        this.room = room;
    }

    public String method() {
        return method;
    }

    /** Whether it can change nothing and brings no body that would have to be awaited. */
    boolean onlyReads() {
        return (method.equals("GET") || method.equals("HEAD")) && !Body.isAnnounced(request);
    }

    /** In one form however it was sent, without a slash at its end. */
    public String path() {
        return path;
    }

    /** Names this call in the log and to the caller. */
    public String reference() {
        return reference;
    }

    /** The part of the path, decoded, that stands where the route says {@code {name}}. */
    public String part(String name) {
        var part = parts.get(name);
        if (part == null) {
            throw new IllegalStateException("no {" + name + "} in the route of " + path);
        }
        return part;
    }

    /** @throws Refusal NotFound when it is no id: nothing can have it */
    public long idPart(String name) {
        return DecimalId.parse(part(name)).orElseThrow(Refusal::notFound);
    }

    /** Takes what is still being sent, when nobody wanted it: whoever is cut off while sending hears no answer. */
    void hearOut() {
        if (!isHeard && Body.isAnnounced(request)) {
            Body.discard(request, room.bytesMax());
        }
    }

    /** What was sent is not needed any more. */
    void end() {
        room.leave();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /** What a browser keeps for us under that name. */
    public Optional<String> cookie(String name) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** Path and query, as they were sent. */
    public String target() {
        return request.getHttpURI().getPathQuery();
    }

    /** From the address and the body, read at the first asking. */
    public Params params() {
        var known = params;
        if (known == null) {
            known = new Params();
            var query = request.getHttpURI().getQuery();
            if (query != null && !query.isEmpty()) {
                Body.form(known, query);
            }
            isHeard = true;
            Body.readTo(known, request, room);
            params = known;
        }
        return known;
    }

    /** The token that the call shows; as a parameter only where no header can be set. */
    public Optional<String> token() {
        var sent = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (sent != null && sent.regionMatches(/* ignoreCase= */ true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(sent.substring(BEARER.length()).strip());
        }
        var query = request.getHttpURI().getQuery();
        return query != null && query.contains("_token=")
                ? params().find("access_token").or(() -> params().find("bearer_token"))
                : Optional.empty();
    }

    /** In which language to answer: the first of ours that the caller's program names. */
    public Locale locale() {
        var wanted = request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE);
        if (wanted == null || wanted.length() > 500) {
            return Locale.ENGLISH;
        }
        try {
            var best = Locale.lookup(Locale.LanguageRange.parse(wanted), List.of(Locale.ENGLISH, Locale.FRENCH));
            return best == null ? Locale.ENGLISH : best;
        } catch (IllegalArgumentException _) {
            // A header that cannot be read asks for nothing.
            return Locale.ENGLISH;
        }
    }

    /** Whether it was not counted as that before. */
    boolean isFirst(RateLimits.Kind kind) {
        return kinds.add(kind);
    }

    /** Whether it asks for a WebSocket. */
    public boolean wantsSocket() {
        return "websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE));
    }

    void counted(RateLimits.Count count) {
        if (this.count == null) {
            this.count = count;
        }
    }

    Optional<RateLimits.Count> count() {
        return Optional.ofNullable(count);
    }

    /** Where it comes from, for limits; never logged. */
    public String address() {
        return Request.getRemoteAddr(request);
    }
}
