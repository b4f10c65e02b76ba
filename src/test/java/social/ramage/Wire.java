package social.ramage;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A plain connection, on which a test sends what it likes and reads when it likes. */
public final class Wire implements AutoCloseable {
    /** Longer than anything here may take: who waits so long waits in vain. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 13);
    }

    public static Wire to(int port) throws IOException {
        return to(port, 1 << 16);
    }

    /** @param bytes what the system takes for us that we have not read, roughly */
    public static Wire to(int port, int bytes) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(bytes);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        return new Wire(socket);
    }

    /** Each character is a byte. */
    public Wire send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Wire send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    public void endSending() throws IOException {
        socket.shutdownOutput();
    }

    /** The next answer, whole. @throws EOFException when the connection ends before */
    public Reply next() throws IOException {
        return next(/* hasBody= */ true);
    }

    /** @param hasBody false for the answer to HEAD */
    public Reply next(boolean hasBody) throws IOException {
        var head = head();
        var bytes = new ByteArrayOutputStream();
        if (hasBody && head.status >= 200 && head.status != 204) {
            if (head.header("Transfer-Encoding").isPresent()) {
                chunks(bytes);
            } else if (head.header("Content-Length").isPresent()) {
                bytes.write(
                        exactly(Integer.parseInt(head.header("Content-Length").orElseThrow())));
            } else {
                in.transferTo(bytes);
            }
        }
        return new Reply(head.status, head.headers, bytes.toByteArray());
    }

    /** The first lines of the next answer; its body is still to be read. */
    public Reply head() throws IOException {
        var first = line();
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var at = line.indexOf(':');
            headers.merge(
                    line.substring(0, at).toLowerCase(Locale.ROOT),
                    line.substring(at + 1).strip(),
                    (one, other) -> one + ", " + other);
        }
        return new Reply(Integer.parseInt(first.split(" ", 3)[1]), headers, new byte[0]);
    }

    /** Up to so many bytes, at least one. @return none at the end */
    public byte[] some(int max) throws IOException {
        var bytes = new byte[max];
        int read = in.read(bytes, 0, max);
        return read < 0 ? new byte[0] : java.util.Arrays.copyOf(bytes, read);
    }

    /** Whether the server has ended the connection; reads what there still is. */
    public boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    /** Leaves without a word: what is under way is lost. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** What came back. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Reply(int status, Map<String, String> headers, byte[] body) {
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private void chunks(ByteArrayOutputStream bytes) throws IOException {
        int size;
        do {
            size = Integer.parseInt(line(), 16);
            bytes.write(exactly(size));
            line();
        } while (size > 0);
    }

    private byte[] exactly(int size) throws IOException {
        var bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException(bytes.length + " of " + size + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        int next;
        while ((next = in.read()) != '\n') {
            if (next < 0) {
                throw new EOFException("after \"" + line + "\"");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
