package dev.tardigrade.registry.server;

import dev.tardigrade.testing.s3.S3Call;
import dev.tardigrade.testing.s3.S3Operation;
import dev.tardigrade.testing.s3.Stops.Moment;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The calls at which a process is killed: each phase of everything that changes what is stored. */
final class KillPoints {

    private KillPoints() {}

    /** With whom the client goes on. */
    enum Survivor {
        RESTARTED,
        OTHER
    }

    /**
     * A call of the store that a client's action leads to.
     *
     * @param nth which of such calls
     */
    record Call(KilledAction action, String name, Predicate<S3Call> which, int nth) {}

    /** A call, before or after which a replica is killed. */
    record Point(Call call, Moment moment, Survivor survivor) {

        KilledAction action() {
            return call.action;
        }

        @Override
        public String toString() {
            return call.action + ", " + moment + " " + call.name + ", " + survivor;
        }
    }

    /**
     * Each of them, before and after it is done. Of the two survivors each call is met with both; which of them it is before it changes from call to
     * call, and all the other way round with {@code -Dkill.turn=1}.
     */
    static Stream<Point> all() {
        List<Call> calls = calls();
        int turn = Integer.getInteger("kill.turn", 0);
        return IntStream.range(0, calls.size())
                .boxed()
                .flatMap(i -> Stream.of(
                        new Point(calls.get(i), Moment.BEFORE, survivor(i + turn)),
                        new Point(calls.get(i), Moment.AFTER, survivor(i + turn + 1))));
    }

    private static Survivor survivor(int number) {
        return number % 2 == 0 ? Survivor.RESTARTED : Survivor.OTHER;
    }

    private static List<Call> calls() {
        return List.of(
                call(KilledAction.PUSH_IMAGE, "put of a layer's data", put("data/sha256/"), 1),
                call(KilledAction.PUSH_IMAGE, "put of the config's membership", put("/_blobs/"), 1),
                call(KilledAction.PUSH_IMAGE, "put of the layer's membership", put("/_blobs/"), 2),
                call(KilledAction.PUSH_IMAGE, "put of the manifest", put("/_manifests/"), 1),
                call(KilledAction.PUSH_IMAGE, "put of the referrer", put("/_referrers/"), 1),
                call(KilledAction.PUSH_IMAGE, "put of the tag, which moves", put("/_tags/"), 1),
                call(
                        KilledAction.PUSH_CHUNKED,
                        "create of the multipart upload",
                        multipart(S3Operation.CREATE_MULTIPART_UPLOAD),
                        1),
                call(KilledAction.PUSH_CHUNKED, "put of the journal", put("uploads/"), 1),
                call(KilledAction.PUSH_CHUNKED, "upload of part 1", multipart(S3Operation.UPLOAD_PART), 1),
                call(KilledAction.PUSH_CHUNKED, "upload of part 2", multipart(S3Operation.UPLOAD_PART), 2),
                call(KilledAction.PUSH_CHUNKED, "complete", multipart(S3Operation.COMPLETE_MULTIPART_UPLOAD), 1),
                call(KilledAction.PUSH_CHUNKED, "put of the blob record", put("blobs/"), 1),
                call(KilledAction.PUSH_CHUNKED, "put of the membership", put("/_blobs/"), 1),
                call(KilledAction.PUSH_CHUNKED, "delete of the journal", delete("uploads/"), 1),
                call(KilledAction.PUSH_WHOLE, "upload of a part", multipart(S3Operation.UPLOAD_PART), 1),
                call(KilledAction.PUSH_WHOLE, "complete", multipart(S3Operation.COMPLETE_MULTIPART_UPLOAD), 1),
                call(KilledAction.STOP, "put of the journal, with the last bytes", put("uploads/"), 1),
                call(KilledAction.TAKE_OVER, "put of the note", put("uploads/"), 1),
                call(KilledAction.TAKE_OVER, "put of the journal", put("uploads/"), 2),
                call(
                        KilledAction.TAKE_OVER,
                        "the blob is read back",
                        call -> call.operation() == S3Operation.GET_OBJECT && lies(call, "data/uploads/"),
                        1),
                call(KilledAction.CANCEL, "delete of the journal", delete("uploads/"), 1),
                call(KilledAction.CANCEL, "abort", multipart(S3Operation.ABORT_MULTIPART_UPLOAD), 1),
                call(KilledAction.DELETE_TAG, "delete of the tag", delete("/_tags/"), 1),
                call(
                        KilledAction.DELETE_IMAGE,
                        "delete of its tags",
                        call -> call.operation() == S3Operation.DELETE_OBJECTS,
                        1),
                call(KilledAction.DELETE_IMAGE, "delete of its referrer", delete("/_referrers/"), 1),
                call(KilledAction.DELETE_IMAGE, "delete of the manifest", delete("/_manifests/"), 1),
                call(KilledAction.DELETE_BLOB, "delete of the membership", delete("/_blobs/"), 1));
    }

    private static Call call(KilledAction action, String name, Predicate<S3Call> which, int nth) {
        return new Call(action, name, which, nth);
    }

    private static Predicate<S3Call> put(String key) {
        return call -> call.operation() == S3Operation.PUT_OBJECT && lies(call, key);
    }

    private static Predicate<S3Call> delete(String key) {
        return call -> call.operation() == S3Operation.DELETE_OBJECT && lies(call, key);
    }

    private static Predicate<S3Call> multipart(S3Operation operation) {
        return call -> call.operation() == operation;
    }

    /** A folder of the bucket, or one of a repository. */
    private static boolean lies(S3Call call, String key) {
        return key.startsWith("/") ? call.key().contains(key) : call.key().startsWith(key);
    }
}
