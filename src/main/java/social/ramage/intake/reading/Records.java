package social.ramage.intake.reading;

import java.io.IOException;

/** A file's records, one after another. */
public interface Records<T> extends AutoCloseable {
    /** Adds what the next record gives, or what is wrong with it. @return false when there is none */
    boolean next(Batch<T> batch) throws IOException;

    /** How much of the file has been read, from 0 to 1. */
    double part();

    @Override
    void close();
}
