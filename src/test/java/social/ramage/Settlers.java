package social.ramage;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import social.ramage.account.Handle;
import social.ramage.account.Tokens;
import social.ramage.id.AccountId;
import social.ramage.person.Email;
import social.ramage.person.Role;

/** People who are in a data folder before a server runs there, and what they send as plain text. */
record Settlers(List<Settler> all) {
    static Settlers in(Path data, int count) {
        var all = new ArrayList<Settler>();
        try (var ramage = Ramage.open(Settings.from(data, Map.of(), Map.of()), Clock.systemUTC())) {
            for (int i = 0; i < count; i++) {
                var handle = "settler" + i;
                var account = new Newcomers(ramage)
                        .create(new Newcomers.Newcomer(
                                Handle.parse(handle),
                                Email.parse(handle + "@example.org"),
                                "",
                                "",
                                Role.HOLDER,
                                /* isLocked= */ false));
                var token = ramage.tokens.create(account.id(), Tokens.ALL);
                all.add(new Settler(account.id(), handle, token.value()));
            }
        }
        return new Settlers(all);
    }

    record Settler(AccountId id, String handle, String token) {
        String posts(String text) {
            return posts(text, "");
        }

        String posts(String text, String moreHeaders) {
            var body = "status=" + Town.encode(text);
            return "POST /api/v1/statuses HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\n" + moreHeaders + "Content-Length: "
                    + body.length() + "\r\n\r\n" + body;
        }

        String reads(String path) {
            return "GET " + path + " HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        }
    }
}
