package social.ramage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Requests as no client makes them, whole as far as HTTP goes: each has a route's path, roughly, with anything in its
 * gaps, its query, its headers and its body. A number always makes the same one.
 */
final class Nonsense {
    private static final List<String> NAMES = List.of(
            ("status spoiler_text visibility in_reply_to_id language sensitive media_ids media_ids[] poll[options][]"
                            + " scheduled_at quoted_status_id limit max_id min_id since_id id id[] types[] exclude_types[]"
                            + " account_id q acct timeline[] home[last_read_id] notifications[last_read_id] notifications"
                            + " duration any[] all[] none[] local remote only_media exclude_replies exclude_reblogs pinned"
                            + " tagged access_token bearer_token handle email name resolve following home notifications")
                    .split(" "));

    /** Each character is a byte. */
    private static final List<String> VALUES = List.of(
            "",
            " ",
            "0",
            "1",
            "-1",
            "+5",
            "00",
            "1.5",
            "1e309",
            "NaN",
            "true",
            "false",
            "null",
            "undefined",
            "[]",
            "{}",
            "40",
            "81",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "18446744073709551616",
            "9".repeat(40),
            "9".repeat(5_000),
            "0x10",
            "public",
            "unlisted",
            "private",
            "direct",
            "PUBLIC",
            "fr",
            "fr_FR",
            "xx-yy-zz",
            "i-klingon",
            "a".repeat(300),
            "\u0000",
            "a\u0000b",
            "\u007f",
            "\r\n",
            "\t",
            "\u00ff\u00fe",
            "\u00c0\u00af",
            "\u00ed\u00a0\u0080",
            "\u00ed\u00b0\u0080",
            "\u00f4\u0090\u0080\u0080",
            "\u00ef\u00bb\u00bf",
            "\u00c3\u00a9",
            "\u00e2\u0080\u00ae",
            "\u00f0\u009f\u0091\u00a9",
            "e" + "\u00cc\u0081".repeat(50),
            "\u00c4\u00b0",
            "%",
            "%zz",
            "%00",
            "%u0000",
            "\\",
            "\"",
            "'",
            "' or 1=1 --",
            "<script>",
            "../../etc",
            "${x}",
            "{0}",
            "@bob",
            "@alice #tag hello",
            "#" + "t".repeat(200),
            "@a ".repeat(60),
            "http://" + "a".repeat(3_000),
            "https://a.b/c d",
            "hello",
            "x".repeat(20_000),
            "word ".repeat(28),
            "<p>",
            "&amp;",
            "=",
            "&",
            ";",
            "[",
            "]",
            "a[b][c]");

    private static final List<String> ODD_PARTS = List.of(
            "0",
            "-1",
            "+1",
            "1.0",
            "99999999999999999999",
            "9223372036854775807",
            "%00",
            "%ff",
            "%ED%A0%80",
            "%20",
            "%25",
            "%D9%A1",
            "%F0%9F%98%80",
            "%2F",
            "..",
            "%2e%2e",
            ".",
            "a".repeat(300),
            "{id}",
            ";x=1",
            "1;x",
            "%",
            "%zz",
            "@bob",
            "@ALICE",
            "@",
            "1%0d%0aX:y",
            "null",
            "*",
            "~",
            "\u00e9",
            "%c3%a9",
            "a%5cb",
            "a|b",
            "%7Bid%7D");

    private static final List<String> ODD_METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO", "get", "X".repeat(200));

    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/xml",
            "",
            "application/json; charset=utf-16",
            "multipart/form-data",
            "a",
            "text/json",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=\"",
            "application/octet-stream",
            "/",
            ";;;");

    /** Where the path cannot be read nobody reads on, and who still sends then is cut off. */
    private static final int SMALL_BYTES = 4_096;

    private final long seed;
    private final List<String> routes;
    private final List<String> ids;
    private final List<String> tokens;

    /**
     * @param ids of what is there
     * @param tokens that are good
     */
    Nonsense(long seed, List<String> routes, List<String> ids, List<String> tokens) {
        this.seed = seed;
        this.routes = List.copyOf(routes);
        this.ids = List.copyOf(ids);
        this.tokens = List.copyOf(tokens);
    }

    /** @param isFrench whether French is asked for, and nothing else */
    @SuppressWarnings("ArrayRecordComponent")
    record Request(String method, String path, boolean isFrench, byte[] bytes) {
        boolean isForApi() {
            return path.startsWith("/api/");
        }

        @Override
        public String toString() {
            var text = new String(bytes, 0, Math.min(bytes.length, 1_500), StandardCharsets.ISO_8859_1);
            return text.replace("\r\n", "\n") + (bytes.length > 1_500 ? "... " + bytes.length + " bytes" : "");
        }
    }

    Request request(long number) {
        return new Making(new Random(seed * 31 + number)).request();
    }

    /** One request being made. */
    private final class Making {
        private final Random random;
        private boolean isOddPath;

        Making(Random random) {
            this.random = random;
        }

        Request request() {
            var parts = pick(routes).split(" ", 2);
            var method = oneIn(6) ? pick(ODD_METHODS) : parts[0];
            var path = path(parts[1]);
            var target = path + (oneIn(2) ? "?" + query() : "");
            boolean hasBody = List.of("GET", "HEAD").contains(method) ? oneIn(20) : !oneIn(8);
            boolean isFrench = oneIn(2);
            var head = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: here\r\n");
            head.append(isFrench ? "Accept-Language: fr\r\n" : oneIn(4) ? "Accept-Language: " + header() + "\r\n" : "");
            headers(head);
            var bytes = new ByteArrayOutputStream();
            if (hasBody) {
                body(head, bytes);
            } else {
                head.append("\r\n");
            }
            var all = new ByteArrayOutputStream();
            all.writeBytes(latin(head.toString()));
            all.writeBytes(bytes.toByteArray());
            return new Request(method, path, isFrench, all.toByteArray());
        }

        private String path(String route) {
            var path = new StringBuilder();
            for (var part : route.substring(1).split("/", -1)) {
                path.append('/');
                if (!part.startsWith("{")) {
                    path.append(oneIn(60) ? oddPart() : part);
                } else if (part.equals("{handle}") && oneIn(2)) {
                    path.append("@alice");
                } else {
                    path.append(oneIn(3) ? oddPart() : pick(ids));
                }
            }
            return path + (oneIn(20) ? "/" : "") + (oneIn(40) ? "/more" : "");
        }

        private String oddPart() {
            isOddPath = true;
            return pick(ODD_PARTS);
        }

        private String query() {
            var query = new StringBuilder();
            for (int i = random.nextInt(6); i >= 0; i--) {
                query.append(name())
                        .append(oneIn(20) ? "" : "=")
                        .append(escaped(value(), 2_000))
                        .append('&');
            }
            return query.toString();
        }

        private String name() {
            return switch (random.nextInt(14)) {
                case 0 -> "a".repeat(1 + random.nextInt(30));
                case 1 -> pick(NAMES) + "[" + random.nextInt(3) + "]";
                case 2 -> pick(NAMES) + "[][a][";
                case 3 -> "%5B%5D" + pick(NAMES);
                default -> pick(NAMES);
            };
        }

        /** Each character is a byte. */
        private String value() {
            return switch (random.nextInt(10)) {
                case 0, 1, 2 -> pick(ids);
                case 3 -> pick(VALUES) + pick(VALUES);
                case 4 -> Long.toString(random.nextLong());
                default -> pick(VALUES);
            };
        }

        private void headers(StringBuilder head) {
            switch (random.nextInt(10)) {
                case 0, 1 -> {
                    // Signed out.
                }
                case 2 -> head.append("Authorization: ").append(header()).append("\r\n");
                case 3 -> head.append("Authorization: Bearer ").append(header()).append("\r\n");
                case 4 ->
                    head.append("Authorization: Bearer ")
                            .append("t".repeat(3_000))
                            .append("\r\n");
                default ->
                    head.append("Authorization: Bearer ").append(pick(tokens)).append("\r\n");
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                head.append(pick(List.of(
                                "Idempotency-Key",
                                "Cookie",
                                "Range",
                                "If-None-Match",
                                "X-Forwarded-For",
                                "Origin",
                                "Accept",
                                "User-Agent",
                                "Referer",
                                "X-HTTP-Method-Override",
                                "Access-Control-Request-Headers",
                                "If-Modified-Since",
                                "Sec-Fetch-Site",
                                "Upgrade-Insecure-Requests",
                                "Via")))
                        .append(": ")
                        .append(header())
                        .append("\r\n");
            }
        }

        /** What may stand in a header, which has one line. */
        private String header() {
            var value = value();
            var kept = new StringBuilder();
            for (int i = 0; i < value.length() && kept.length() < 1_000; i++) {
                char c = value.charAt(i);
                if (c >= ' ' && c != 127) {
                    kept.append(c);
                }
            }
            return kept.toString();
        }

        private void body(StringBuilder head, ByteArrayOutputStream bytes) {
            String type;
            switch (random.nextInt(7)) {
                case 0, 1 -> {
                    type = "application/json";
                    bytes.writeBytes(latin(json(0)));
                }
                case 2, 3 -> {
                    type = "application/x-www-form-urlencoded";
                    bytes.writeBytes(latin(form()));
                }
                case 4, 5 -> {
                    type = "multipart/form-data; boundary=x";
                    bytes.writeBytes(latin(multipart()));
                }
                default -> {
                    type = pick(TYPES);
                    bytes.writeBytes(latin(oneIn(2) ? multipart() : value()));
                }
            }
            if (!type.isEmpty()) {
                head.append("Content-Type: ").append(type).append("\r\n");
            }
            if (isOddPath && bytes.size() > SMALL_BYTES) {
                bytes.reset();
            }
            int size = bytes.size();
            if (size > 0 && oneIn(4)) {
                head.append("Transfer-Encoding: chunked\r\n\r\n");
                var whole = bytes.toByteArray();
                bytes.reset();
                bytes.writeBytes(latin(Integer.toHexString(size) + "\r\n"));
                bytes.writeBytes(whole);
                bytes.writeBytes(latin("\r\n0\r\n\r\n"));
            } else {
                head.append("Content-Length: ").append(size).append("\r\n\r\n");
            }
        }

        private String form() {
            var form = new StringBuilder();
            int count = oneIn(50) ? 1_200 : random.nextInt(8);
            for (int i = 0; i < count; i++) {
                form.append(name())
                        .append('=')
                        .append(oneIn(10) && count < 10 ? value() : escaped(value(), 30_000))
                        .append('&');
            }
            return form.toString();
        }

        private String json(int depth) {
            boolean isUsual = depth == 0 && !oneIn(4);
            return switch (isUsual ? 0 : random.nextInt(9)) {
                case 0, 1 -> object(depth);
                case 2 -> "[" + (depth > 4 ? "" : json(depth + 1)) + "," + quoted() + "]";
                case 3 -> "[".repeat(random.nextInt(3_000));
                case 4 -> "{\"a\":".repeat(random.nextInt(30)) + "1";
                case 5 ->
                    pick(List.of(
                            "1e400",
                            "-0",
                            "01",
                            "1E+2",
                            "true",
                            "null",
                            "nul",
                            "NaN",
                            "",
                            "9".repeat(60),
                            "1".repeat(900)));
                case 6 -> value();
                default -> quoted();
            };
        }

        private String object(int depth) {
            var members = new ArrayList<String>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                members.add("\"" + pick(NAMES) + "\":" + (depth > 4 ? "1" : json(depth + 1)));
            }
            return "{" + String.join(",", members) + (oneIn(20) ? "" : "}");
        }

        private String quoted() {
            var escapes =
                    List.of("\\ud800", "\\udc00\\ud800", "\\u0000", "\\u", "\\x", "\\ud83d\\ude00", "\\/", "\\uffff");
            var text = value().replace("\\", "\\\\").replace("\"", "\\\"");
            return "\"" + text + (oneIn(4) ? pick(escapes) : "") + (oneIn(40) ? "" : "\"");
        }

        private String multipart() {
            var parts = new StringBuilder();
            for (int i = oneIn(30) ? 150 : random.nextInt(5); i >= 0; i--) {
                parts.append(oneIn(30) ? "--y\r\n" : "--x\r\n");
                if (!oneIn(20)) {
                    parts.append("Content-Disposition: form-data; name=\"")
                            .append(name())
                            .append('"')
                            .append(oneIn(10) ? "; filename=\"" + header() + "\"" : "");
                }
                parts.append(oneIn(15) ? "\r\nContent-Transfer-Encoding: base64" : "")
                        .append(oneIn(15) ? "\r\n" + "H: v\r\n".repeat(random.nextInt(40)) : "")
                        .append(oneIn(20) ? "\r\n" : "\r\n\r\n")
                        .append(value())
                        .append(oneIn(30) ? "\n" : "\r\n");
            }
            return parts + (oneIn(8) ? "" : "--x--\r\n");
        }

        /** As it may stand in a query; now and then as it may not. */
        private String escaped(String value, int unitsMax) {
            var escaped = new StringBuilder();
            for (int i = 0; i < value.length() && escaped.length() < unitsMax; i++) {
                char c = value.charAt(i);
                boolean isPlain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                if (isPlain || (c == '%' && oneIn(2))) {
                    escaped.append(c);
                } else {
                    escaped.append('%').append(HexFormat.of().toHexDigits((byte) c));
                }
            }
            return escaped.toString();
        }

        private boolean oneIn(int count) {
            return random.nextInt(count) == 0;
        }

        private <T> T pick(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        private static byte[] latin(String text) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
