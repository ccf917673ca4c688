package dev.tardigrade.registry.http.buffer;

import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Retainable;
import org.eclipse.jetty.io.RetainableByteBuffer;

/**
 * A pool that takes each buffer back once. Where a client breaks off a request that cannot be read, Jetty 12.1.14 now and then gives the buffer
 * back twice (jetty.project issue 12939); its own pool may have lent it to another connection by then, and would take it from that one.
 */
public final class LentBuffers extends ByteBufferPool.Wrapper {

    public LentBuffers() {
        super(new ArrayByteBufferPool());
    }

    @Override
    public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
        RetainableByteBuffer pooled = super.acquire(size, direct);
        return new RetainableByteBuffer.FixedCapacity(pooled.getByteBuffer().duplicate(), new Loan(pooled));
    }

    /** Counts who has one buffer this one time. */
    private static final class Loan extends Retainable.ReferenceCounter {

        private final RetainableByteBuffer pooled;

        Loan(RetainableByteBuffer pooled) {
            this.pooled = pooled;
        }

        @Override
        public boolean release() {
            boolean last = super.release();
            if (last) {
                pooled.release();
            }
            return last;
        }
    }
}
