package social.ramage.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.UrlEncoded;
import social.ramage.problem.Problem;
import social.ramage.problem.Refusal;
import social.ramage.problem.Sentence;

/** Reads names and values from the three kinds of body that clients send. */
final class Body {
    /** Room for a post of 16 kB with every byte escaped, and some. */
    static final int BYTES_MAX = 256 * 1024;

    private static final int BYTES_DISCARDED_MAX = 4 << 20;
    private static final int PARTS_MAX = 100;
    private static final int PART_HEADER_BYTES_MAX = 8 * 1024;

    private Body() {}

    static boolean isAnnounced(Request request) {
        var headers = request.getHeaders();
        return headers.contains(HttpHeader.CONTENT_LENGTH) || headers.contains(HttpHeader.TRANSFER_ENCODING);
    }

    static void readTo(Params params, Request request, BodyRoom room) {
        // Looking for a body where none is announced would cost every reader a buffer.
        if (!isAnnounced(request)) {
            return;
        }
        var headers = request.getHeaders();
        refuseOtherCodings(headers);
        var type = headers.get(HttpHeader.CONTENT_TYPE);
        var bytes = bytes(request, room);
        if (bytes.length == 0) {
            return;
        }
        var kind = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        try {
            switch (kind) {
                case "application/json", "text/json" -> JsonParams.readTo(params, utf8(bytes));
                case "multipart/form-data" -> multipart(params, bytes, String.valueOf(type), room);
                case "", "application/x-www-form-urlencoded" -> form(params, utf8(bytes));
                default -> throw new Refusal(new Problem.Unreadable(Sentence.of("problem.body_type")));
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException | CompletionException _) {
            // Whatever a parser found wrong, the sender is told that it could not be read.
            throw unreadable();
        }
    }

    /** Read as they are, they would be taken for something else than was sent. */
    private static void refuseOtherCodings(HttpFields headers) {
        var transfer = headers.get(HttpHeader.TRANSFER_ENCODING);
        var content = headers.get(HttpHeader.CONTENT_ENCODING);
        if ((transfer != null && !transfer.equalsIgnoreCase("chunked"))
                || (content != null && !content.equalsIgnoreCase("identity"))) {
            throw new Refusal(new Problem.Unreadable(Sentence.of("problem.body_coding")));
        }
    }

    static void form(Params params, String encoded) {
        try {
            UrlEncoded.decodeUtf8To(encoded, 0, encoded.length(), params::add);
        } catch (IllegalArgumentException _) {
            throw unreadable();
        }
    }

    static Refusal unreadable() {
        return new Refusal(new Problem.Unreadable(Sentence.of("problem.body_unreadable")));
    }

    private static byte[] bytes(Request request, BodyRoom room) {
        int bytesMax = room.bytesMax();
        boolean asksFirst = request.getHeaders().contains(HttpHeader.EXPECT);
        if (request.getLength() > (asksFirst ? bytesMax : bytesMax + BYTES_DISCARDED_MAX)) {
            throw tooLarge(bytesMax);
        }
        try (var stream = Content.Source.asInputStream(request)) {
            try {
                return bytes(stream, request.getLength(), room);
            } catch (Refusal refusal) {
                discard(stream, bytesMax);
                throw refusal;
            }
        } catch (IOException _) {
            throw unreadable();
        }
    }

    private static byte[] bytes(InputStream stream, long announced, BodyRoom room) throws IOException {
        int bytesMax = room.bytesMax();
        if (announced > bytesMax) {
            throw tooLarge(bytesMax);
        }
        if (announced > BYTES_MAX) {
            room.beLarge();
            var all = new byte[(int) announced];
            if (stream.readNBytes(all, 0, all.length) < all.length) {
                throw unreadable();
            }
            return all;
        }
        // A body that says how long it is needs no more room than that.
        var bytes = stream.readNBytes(announced < 0 ? BYTES_MAX + 1 : (int) announced);
        if (bytes.length <= BYTES_MAX) {
            return bytes;
        }
        if (!room.takesFiles()) {
            throw tooLarge(bytesMax);
        }
        room.beLarge();
        var all = Arrays.copyOf(bytes, bytesMax + 1);
        int length = bytes.length + stream.readNBytes(all, bytes.length, all.length - bytes.length);
        if (length > bytesMax) {
            throw tooLarge(bytesMax);
        }
        return Arrays.copyOf(all, length);
    }

    /** Takes a body that nobody reads, as far as one may go; none that its sender waits to be asked for. */
    static void discard(Request request, int bytesMax) {
        if (request.getHeaders().contains(HttpHeader.EXPECT) || request.getLength() > bytesMax + BYTES_DISCARDED_MAX) {
            return;
        }
        try (var stream = Content.Source.asInputStream(request)) {
            discard(stream, bytesMax);
        } catch (IOException _) {
            // The sender is gone, or was told already that this cannot be read.
        }
    }

    /** A sender who is still sending hears nothing; so a little too much is taken, to be able to say so. */
    private static void discard(InputStream stream, int bytesMax) throws IOException {
        var buffer = new byte[1 << 13];
        int left = bytesMax > BYTES_MAX ? bytesMax + BYTES_DISCARDED_MAX : BYTES_DISCARDED_MAX;
        while (left > 0) {
            int read = stream.read(buffer);
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }

    private static Refusal tooLarge(int bytesMax) {
        return new Refusal(new Problem.TooLarge(Sentence.of("problem.body_too_large", bytesMax)));
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static void multipart(Params params, byte[] bytes, String type, BodyRoom room) throws IOException {
        var config = new MultiPartConfig.Builder()
                .maxParts(PARTS_MAX)
                .maxSize(room.bytesMax())
                .maxPartSize(room.bytesMax())
                .maxMemoryPartSize(room.bytesMax())
                .maxHeadersSize(PART_HEADER_BYTES_MAX)
                .useFilesForPartsWithoutFileName(false)
                .build();
        // By reference, so that large parts are copied once only.
        var source = new ByteBufferContentSource(ByteBuffer.wrap(bytes));
        try (var parts = MultiPartFormData.getParts(source, new Attributes.Mapped(), type, config)) {
            for (var part : parts) {
                if (part.getName() != null) {
                    read(part, params, room);
                }
            }
        }
    }

    private static void read(MultiPart.Part part, Params params, BodyRoom room) throws IOException {
        boolean isNamed = part.getFileName() != null;
        if (isNamed && !room.takesFiles()) {
            return;
        }
        try (var content = Content.Source.asInputStream(part.createContentSource())) {
            var bytes = content.readAllBytes();
            var type = Objects.requireNonNullElse(part.getHeaders().get(HttpHeader.CONTENT_TYPE), "");
            if (isNamed || (room.takesFiles() && isFile(type, bytes))) {
                params.add(part.getName(), new Params.File(type, bytes));
            } else {
                params.add(part.getName(), utf8(bytes));
            }
        }
    }

    /** Some clients send a file without its name. */
    private static boolean isFile(String type, byte[] bytes) {
        try {
            return type.startsWith("image/")
                    || type.startsWith("application/octet-stream")
                    || utf8(bytes).indexOf(0) >= 0;
        } catch (CharacterCodingException _) {
            return true;
        }
    }
}
