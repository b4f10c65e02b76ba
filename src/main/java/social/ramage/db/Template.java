package social.ramage.db;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement as a store writes it, with names where values go: {@code :name} for one value, {@code <name>} for a list.
 * Engines take only question marks, so the text is read once and the names are kept in the order of their places.
 */
final class Template {
    private final String text;
    /** What stands between the places, one more than there are places. */
    private final List<String> pieces;

    private final List<Place> places;
    private final String[] names;
    private final String[] sqlByListBits = new String[31];

    private Template(String text, List<String> pieces, List<Place> places, List<String> names) {
        this.text = text;
        this.pieces = pieces;
        this.places = places;
        this.names = names.toArray(String[]::new);
    }

    /** @param name which of the names stands here */
    record Place(int name, boolean isList) {}

    static Template of(String text) {
        var pieces = new ArrayList<String>();
        var places = new ArrayList<Place>();
        var names = new ArrayList<String>();
        int from = 0;
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            quoted ^= c == '\'';
            // PostgreSQL writes its casts with two colons.
            boolean isCast = c == ':' && (text.startsWith("::", at) || text.startsWith("::", at - 1));
            if (quoted || isCast || (c != ':' && c != '<')) {
                continue;
            }
            int end = nameEnd(text, at + 1);
            boolean isList = c == '<' && end < text.length() && text.charAt(end) == '>';
            if (end > at + 1 && (c == ':' || isList)) {
                pieces.add(text.substring(from, at));
                var name = text.substring(at + 1, end);
                if (!names.contains(name)) {
                    names.add(name);
                }
                places.add(new Place(names.indexOf(name), isList));
                from = isList ? end + 1 : end;
                at = from - 1;
            }
        }
        pieces.add(text.substring(from));
        return new Template(text, pieces, places, names);
    }

    int size() {
        return names.length;
    }

    List<Place> places() {
        return places;
    }

    int indexOf(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        throw new IllegalStateException("no :" + name + " in " + text);
    }

    String name(int index) {
        return names[index];
    }

    /** @param listSize how many values each list has: a power of two, so that few texts meet the engine */
    String sql(int listSize) {
        int bits = Integer.numberOfTrailingZeros(listSize);
        var known = sqlByListBits[bits];
        if (known == null) {
            known = write(listSize);
            sqlByListBits[bits] = known;
        }
        return known;
    }

    private String write(int listSize) {
        var sql = new StringBuilder(pieces.getFirst());
        for (int i = 0; i < places.size(); i++) {
            sql.append(places.get(i).isList() ? "?" + ",?".repeat(listSize - 1) : "?");
            sql.append(pieces.get(i + 1));
        }
        return sql.toString();
    }

    @Override
    public String toString() {
        return text;
    }

    private static int nameEnd(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
