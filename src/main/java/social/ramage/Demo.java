package social.ramage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import social.ramage.account.Account;
import social.ramage.account.Handle;
import social.ramage.account.Tokens;
import social.ramage.event.Visibility;
import social.ramage.follow.Follow;
import social.ramage.follow.FollowSource;
import social.ramage.id.AccountId;
import social.ramage.id.Ids;
import social.ramage.id.PostId;
import social.ramage.person.Email;
import social.ramage.person.Role;
import social.ramage.post.BroughtPost;
import social.ramage.post.BroughtText;
import social.ramage.post.PostText;

/** A small made-up tribe, in French and English, that a first visitor can look around in. */
final class Demo {
    private static final int CHARACTERS_MAX = 140;

    private final Ramage ramage;
    private final Map<String, AccountId> idByHandle = new HashMap<>();
    private final Map<String, PostId> idByKey = new HashMap<>();

    private Demo(Ramage ramage) {
        this.ramage = ramage;
    }

    static void settle(Ramage ramage, PrintWriter out) {
        var demo = new Demo(ramage);
        rows("people.tsv").forEach(demo::person);
        demo.follows();
        demo.posts();
        for (var handle : List.of("hortense", "lea")) {
            var token = ramage.tokens.create(Objects.requireNonNull(demo.idByHandle.get(handle)), Tokens.ALL);
            out.println("An access token for @" + handle + ": " + token.value());
        }
    }

    private void person(List<String> row) {
        var handle = row.get(0);
        var newcomer = new Newcomers.Newcomer(
                Handle.parse(handle),
                Email.parse(handle + "@example.org"),
                row.get(1),
                row.get(4),
                handle.equals("hortense") ? Role.OWNER : Role.HOLDER,
                row.get(3).equals("yes"));
        Account account = new Newcomers(ramage).create(newcomer);
        idByHandle.put(handle, account.id());
    }

    private void follows() {
        var now = ramage.clock.instant();
        var follows = rows("follows.tsv").stream()
                .map(row -> {
                    var at = now.minus(Duration.ofDays(Long.parseLong(row.get(2))));
                    return new Follow(ramage.ids.next(), account(row.get(0)), account(row.get(1)), at);
                })
                .toList();
        ramage.events.change(tx -> ramage.follows.bringIn(tx, follows, FollowSource.PROFILE));
    }

    private void posts() {
        var now = ramage.clock.instant();
        var rows = rows("posts.tsv");
        long sequence = 0;
        var brought = new java.util.ArrayList<BroughtPost>();
        for (var row : rows) {
            var at = now.minus(Duration.ofMinutes(Long.parseLong(row.get(2))));
            var id = new PostId(Ids.imported(at, sequence++));
            idByKey.put(row.get(0), id);
            brought.add(post(row, id));
        }
        ramage.events.change(tx -> {
            var outcomes = ramage.posts.bringIn(tx, brought);
            ramage.events.append(tx, new social.ramage.event.Event.Imported());
            return outcomes;
        });
    }

    private BroughtPost post(List<String> row, PostId id) {
        var text = row.get(7).isEmpty()
                ? ""
                : PostText.parse(row.get(7), "", CHARACTERS_MAX).value();
        return new BroughtPost(
                id,
                account(row.get(1)),
                BroughtText.of(text),
                Optional.of(row.get(6)),
                Visibility.valueOf(row.get(3).toUpperCase(java.util.Locale.ROOT)),
                key(row.get(4)),
                key(row.get(5)));
    }

    private Optional<PostId> key(String key) {
        return key.isEmpty() ? Optional.empty() : Optional.of(Objects.requireNonNull(idByKey.get(key), key));
    }

    private AccountId account(String handle) {
        return Objects.requireNonNull(idByHandle.get(handle), handle);
    }

    private static List<List<String>> rows(String name) {
        try (var stream = Demo.class.getResourceAsStream("/social/ramage/demo/" + name);
                var reader = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(stream, name), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(1)
                    .map(line -> List.of(line.split("\t", /* limit= */ -1)))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
