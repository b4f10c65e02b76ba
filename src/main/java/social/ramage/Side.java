package social.ramage;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The side door of a running server: a command that finds the folder held is run inside the server, through a socket in
 * the folder that only the folder's owner can open.
 */
final class Side implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Side.class.getName());
    private static final int ARGUMENTS_MAX = 100;
    private static final byte LINE = 'l';
    private static final byte END = 'e';

    private final Path file;
    private final ServerSocketChannel channel;
    private final Inside inside;

    /** Runs a command inside the server. */
    interface Inside {
        int run(List<String> arguments, PrintWriter out);
    }

    private Side(Path file, ServerSocketChannel channel, Inside inside) {
        this.file = file;
        this.channel = channel;
        this.inside = inside;
    }

    static Side open(Path data, Inside inside) {
        var file = data.resolve("socket");
        try {
            Files.deleteIfExists(file);
            var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(file));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            var side = new Side(file, channel, inside);
            Thread.ofVirtual().name("side door").start(side::accept);
            return side;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot open " + file + ": " + failure.getMessage(), failure);
        }
    }

    /** Has a running server run the command. @return its status */
    static int ask(Path data, List<String> arguments, PrintWriter out) {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(data.resolve("socket")));
                var to = new DataOutputStream(Channels.newOutputStream(channel));
                var from = new DataInputStream(Channels.newInputStream(channel))) {
            to.writeInt(arguments.size());
            for (var argument : arguments) {
                to.writeUTF(argument);
            }
            to.flush();
            while (from.readByte() == LINE) {
                out.print(from.readUTF());
                out.flush();
            }
            return from.readInt();
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "another process holds " + data + " and does not answer: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "closing {0}: {1}", file, failure.getMessage());
        }
    }

    private void accept() {
        while (true) {
            try {
                var caller = channel.accept();
                Thread.ofVirtual().name("side command").start(() -> serve(caller));
            } catch (ClosedChannelException _) {
                return;
            } catch (IOException failure) {
                LOG.log(System.Logger.Level.WARNING, "the side door: {0}", failure.getMessage());
                return;
            }
        }
    }

    private void serve(SocketChannel caller) {
        try (caller;
                var from = new DataInputStream(Channels.newInputStream(caller));
                var to = new DataOutputStream(Channels.newOutputStream(caller))) {
            int size = from.readInt();
            if (size < 0 || size > ARGUMENTS_MAX) {
                return;
            }
            var arguments = new String[size];
            for (int i = 0; i < size; i++) {
                arguments[i] = from.readUTF();
            }
            int status;
            try (var out = new PrintWriter(new Lines(to), /* autoFlush= */ true)) {
                status = inside.run(List.of(arguments), out);
            }
            to.writeByte(END);
            to.writeInt(status);
            to.flush();
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "a command's caller left: {0}", failure.getMessage());
        }
    }

    /** What the command prints, sent as it comes. */
    private static final class Lines extends Writer {
        private static final int PIECE_MAX = 8_192;
        private final DataOutputStream to;

        Lines(DataOutputStream to) {
            this.to = to;
        }

        @Override
        public void write(char[] chars, int from, int length) throws IOException {
            for (int at = from; at < from + length; at += PIECE_MAX) {
                to.writeByte(LINE);
                to.writeUTF(new String(chars, at, Math.min(PIECE_MAX, from + length - at)));
            }
        }

        @Override
        public void flush() throws IOException {
            to.flush();
        }

        @Override
        public void close() {
            // The answer's end still has to be sent.
        }
    }
}
