package social.ramage.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import social.ramage.id.DecimalId;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;

/**
 * What was sent by name, from the address and from the body alike. A JSON body reads as the form that Rails would send
 * for it: {@code {"poll": {"options": ["a"]}}} as {@code poll[options][]=a}.
 */
public final class Params {
    /** Names and values in one call. */
    static final int COUNT_MAX = 1_000;

    private static final Set<String> FALSE = Set.of("false", "0", "f", "off");
    private static final Pattern THING = Pattern.compile("([^\\[\\]]+)\\[([0-9]{0,6})\\]\\[([^\\[\\]]+)\\]");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?([0-9]+)");
    /** A number of so many digits is a long; a longer one is more than anything here has. */
    private static final int DIGITS_MAX = 18;

    private static final long LARGE = 999_999_999_999_999_999L;

    private final Map<String, List<String>> valuesByName = new LinkedHashMap<>();
    private final Map<String, File> fileByName = new HashMap<>();
    /** All that was sent, in its order. */
    private final List<Map.Entry<String, String>> sent = new ArrayList<>();

    private int count;

    /** What a message in JSON says. @throws Refusal Unreadable when it is no object */
    public static Params inJson(String message) {
        var params = new Params();
        JsonParams.readTo(params, message);
        return params;
    }
    /**
     * A file that came with a form.
     *
     * @param type as its sender says, or empty
     */
    // Nobody compares files.
    @SuppressWarnings("ArrayRecordComponent")
    public record File(String type, byte[] bytes) {}

    void add(String name, String value) {
        count();
        sent.add(Map.entry(name, value));
        valuesByName.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
    }

    /** A form in which no file was chosen sends an empty one. */
    void add(String name, File file) {
        count();
        if (file.bytes().length > 0) {
            fileByName.put(name, file);
        }
    }

    private void count() {
        if (++count > COUNT_MAX) {
            throw new Refusal(new Problem.Unreadable(Sentence.of("problem.body_unreadable")));
        }
    }

    /**
     * A file, or what stands in a {@code data:} address. Only routes that say so take files.
     *
     * @throws Refusal Unreadable when it is neither
     */
    public Optional<File> file(String name) {
        var file = Optional.ofNullable(fileByName.get(name));
        return file.or(() -> find(name)
                .filter(value -> !value.isBlank())
                .map(value -> DataUrl.read(value)
                        .orElseThrow(() -> new Refusal(new Problem.Unreadable(Sentence.of("problem.file", name))))));
    }

    /**
     * A list of things with parts, as {@code name[0][part]}, where numbers may be left out, or as {@code name[][part]},
     * where a part that comes again begins the next thing.
     */
    public List<Map<String, String>> things(String name) {
        var thingByIndex = new TreeMap<Integer, Map<String, String>>();
        int next = 0;
        for (var entry : sent) {
            var at = THING.matcher(entry.getKey());
            if (!at.matches() || !at.group(1).equals(name)) {
                continue;
            }
            int index = at.group(2).isEmpty() ? next : Integer.parseInt(at.group(2));
            var thing = thingByIndex.computeIfAbsent(index, _ -> new HashMap<>());
            if (at.group(2).isEmpty() && thing.containsKey(at.group(3))) {
                thing = thingByIndex.computeIfAbsent(++next, _ -> new HashMap<>());
            }
            thing.put(at.group(3), entry.getValue());
        }
        return List.copyOf(thingByIndex.values());
    }

    /** The last value of that name: the body's goes before the address's. */
    public Optional<String> find(String name) {
        var values = valuesByName.get(name);
        return values == null ? Optional.empty() : Optional.of(values.getLast());
    }

    public String get(String name) {
        return find(name).orElseThrow(() -> new Refusal(new Problem.Unreadable(Sentence.of("problem.missing", name))));
    }

    /** Empty when it is missing. */
    public String text(String name) {
        return find(name).orElse("");
    }

    public boolean has(String name) {
        return valuesByName.containsKey(name);
    }

    /** Whether anything stands under that name, alone or as {@code name[...]}. */
    public boolean hasAny(String name) {
        return valuesByName.keySet().stream().anyMatch(it -> it.equals(name) || it.startsWith(name + "["));
    }

    /** All values of {@code name[]}, {@code name[0]} and of a bare {@code name}. */
    public List<String> list(String name) {
        var values = new ArrayList<String>();
        valuesByName.forEach((key, some) -> {
            if (key.equals(name)
                    || (key.startsWith(name + "[") && key.indexOf(']', name.length()) == key.length() - 1)) {
                values.addAll(some);
            }
        });
        return values;
    }

    /** What a switch says: false in any of the ways that clients write it, or empty; all else is true. */
    public boolean isTrue(String name) {
        var value = text(name).strip().toLowerCase(Locale.ROOT);
        return !value.isEmpty() && !FALSE.contains(value);
    }

    /** @throws Refusal Unreadable when it is there and no id */
    public Optional<Long> id(String name) {
        return find(name)
                .filter(value -> !value.isBlank())
                .map(value -> DecimalId.parse(value.strip())
                        .orElseThrow(() -> new Refusal(new Problem.Unreadable(Sentence.of("problem.id")))));
    }

    /**
     * How many are wanted.
     *
     * @return 1 to {@code max}; the sign is not looked at, as clients expect
     * @throws Refusal Unreadable when it is no whole number
     */
    public int limit(int usual, int max) {
        long limit = whole("limit").orElse(0L);
        return limit == 0 ? usual : (int) Math.min(limit, max);
    }

    /**
     * How many are to be passed over.
     *
     * @return 0 to {@code max}
     * @throws Refusal Unreadable when it is less than nothing, or no whole number
     */
    public int offset(int max) {
        refuseNegative("offset");
        return (int) Math.min(whole("offset").orElse(0L), max);
    }

    /** As {@link #limit}, where the sign is looked at. @throws Refusal Unreadable when it is less than nothing */
    public int limitFromZero(int usual, int max) {
        refuseNegative("limit");
        return limit(usual, max);
    }

    private void refuseNegative(String name) {
        if (text(name).strip().startsWith("-")) {
            throw new Refusal(new Problem.Unreadable(Sentence.of("problem.number", name)));
        }
    }

    /**
     * A length of time in seconds, or zero.
     *
     * @throws Refusal Unreadable when it is no whole number
     */
    public Duration seconds(String name) {
        return Duration.ofSeconds(whole(name).orElse(0L));
    }

    /**
     * A number, at most that of an int.
     *
     * @throws Refusal Unreadable when it is no whole number
     */
    public int whole(String name, int usual) {
        return whole(name).map(it -> (int) Math.min(it, Integer.MAX_VALUE)).orElse(usual);
    }

    /** Without its sign; a number of very many digits is a very large one. */
    private Optional<Long> whole(String name) {
        return find(name).map(String::strip).filter(value -> !value.isEmpty()).map(value -> {
            var number = WHOLE_NUMBER.matcher(value);
            if (!number.matches()) {
                throw new Refusal(new Problem.Unreadable(Sentence.of("problem.number", name)));
            }
            var digits = number.group(1);
            return digits.length() > DIGITS_MAX ? LARGE : Long.parseLong(digits);
        });
    }
}
