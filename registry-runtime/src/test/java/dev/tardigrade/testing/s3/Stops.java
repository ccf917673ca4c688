package dev.tardigrade.testing.s3;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stops the world at a call, so that whoever makes it can be killed there. From that call on nothing is done and nothing is answered any more,
 * until the test lets the world go on; what was stopped is then broken off.
 */
public final class Stops {

    private volatile @Nullable Stop current;

    Stops() {}

    /** Where in a call. */
    public enum Moment {
        /** It has arrived, and nothing is done. */
        BEFORE,
        /** It is done, and not answered. */
        AFTER
    }

    /**
     * Stops at a call that is to come. Close it to let the world go on.
     *
     * @param nth which of those calls, from 1 on
     */
    public Stop at(Moment moment, Predicate<S3Call> which, int nth) {
        Stop stop = new Stop(moment, which, nth);
        current = stop;
        return stop;
    }

    /** False where the call is to be broken off. */
    boolean pass(Moment moment, S3Call call) {
        Stop stop = current;
        return stop == null || stop.pass(moment, call);
    }

    /** One stop. */
    public final class Stop implements AutoCloseable {

        private final Moment moment;
        private final Predicate<S3Call> which;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private int left;

        Stop(Moment moment, Predicate<S3Call> which, int nth) {
            this.moment = moment;
            this.which = which;
            this.left = nth;
        }

        private boolean pass(Moment now, S3Call call) {
            synchronized (this) {
                if (now == moment && which.test(call) && --left == 0) {
                    reached.countDown();
                }
            }
            if (reached.getCount() > 0) {
                return true;
            }
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        }

        /** Whether the call has come within this time. */
        public boolean await(Duration time) throws InterruptedException {
            return reached.await(time.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            if (this.equals(current)) {
                current = null;
            }
            goOn.countDown();
        }
    }
}
