package dev.tardigrade.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;

/** What a client is about when the replica that serves it is killed. Before and after it there is an image, which must stay whatever happens. */
enum KilledAction {
    PUSH_IMAGE {
        @Override
        void prepare(PushingClient client, ReplicaProgram replica) throws IOException {
            client.pushBase(replica);
        }

        @Override
        void act(PushingClient client, ReplicaProgram replica) throws IOException {
            client.pushImage(replica);
        }

        @Override
        void check(PushingClient client, ReplicaProgram replica) throws IOException {
            assertThat(client.tagged(replica)).isIn(Optional.of(client.base()), Optional.of(client.image()));
            client.has(replica, client.layer());
        }

        @Override
        void verify(PushingClient client, ReplicaProgram replica) throws IOException {
            assertThat(client.tagged(replica)).contains(client.image());
            assertThat(client.isReferrer(replica)).isTrue();
        }
    },
    PUSH_CHUNKED {
        @Override
        void act(PushingClient client, ReplicaProgram replica) throws IOException {
            client.pushChunked(replica, client.large());
        }

        @Override
        void check(PushingClient client, ReplicaProgram replica) throws IOException {
            client.has(replica, client.large());
        }

        @Override
        void retry(PushingClient client, ReplicaProgram replica) throws IOException {
            client.resume(replica, client.large());
        }

        @Override
        void verify(PushingClient client, ReplicaProgram replica) throws IOException {
            assertThat(client.has(replica, client.large())).isTrue();
        }
    },
    PUSH_WHOLE {
        @Override
        void act(PushingClient client, ReplicaProgram replica) throws IOException {
            client.pushWhole(replica, client.large());
        }

        @Override
        void check(PushingClient client, ReplicaProgram replica) throws IOException {
            client.has(replica, client.large());
        }

        @Override
        void verify(PushingClient client, ReplicaProgram replica) throws IOException {
            assertThat(client.has(replica, client.large())).isTrue();
        }
    },
    STOP {
        @Override
        void prepare(PushingClient client, ReplicaProgram replica) throws IOException {
            client.beginLarge(replica);
        }

        @Override
        void act(PushingClient client, ReplicaProgram replica) throws IOException {
            replica.stop();
        }

        @Override
        void check(PushingClient client, ReplicaProgram replica) throws IOException {
            assertThat(client.has(replica, client.large())).isFalse();
        }

        @Override
        void retry(PushingClient client, ReplicaProgram replica) throws IOException {
            client.resume(replica, client.large());
        }

        @Override
        void verify(PushingClient client, ReplicaProgram replica) throws IOException {
            assertThat(client.has(replica, client.large())).isTrue();
        }
    },
    TAKE_OVER {
        @Override
        void prepare(PushingClient client, ReplicaProgram replica) throws IOException {
            client.beginLarge(replica);
            replica.kill();
            replica.start();
        }

        @Override
        void act(PushingClient client, ReplicaProgram replica) throws IOException {
            client.resume(replica, client.large());
        }

        @Override
        void check(PushingClient client, ReplicaProgram replica) throws IOException {
            client.has(replica, client.large());
        }

        @Override
        void verify(PushingClient client, ReplicaProgram replica) throws IOException {
            assertThat(client.has(replica, client.large())).isTrue();
        }
    },
    CANCEL {
        @Override
        void prepare(PushingClient client, ReplicaProgram replica) throws IOException {
            client.beginLarge(replica);
        }

        @Override
        void act(PushingClient client, ReplicaProgram replica) throws IOException {
            client.cancel(replica);
        }

        @Override
        void check(PushingClient client, ReplicaProgram replica) throws IOException {
            assertThat(client.has(replica, client.large())).isFalse();
        }

        @Override
        void verify(PushingClient client, ReplicaProgram replica) throws IOException {
            assertThat(client.has(replica, client.large())).isFalse();
        }
    },
    DELETE_TAG {
        @Override
        void prepare(PushingClient client, ReplicaProgram replica) throws IOException {
            client.pushBase(replica);
        }

        @Override
        void act(PushingClient client, ReplicaProgram replica) throws IOException {
            client.untag(replica);
        }

        @Override
        void check(PushingClient client, ReplicaProgram replica) throws IOException {
            assertThat(client.tagged(replica)).isIn(Optional.empty(), Optional.of(client.base()));
        }

        @Override
        void verify(PushingClient client, ReplicaProgram replica) throws IOException {
            assertThat(client.tagged(replica)).isEmpty();
        }
    },
    DELETE_IMAGE {
        @Override
        void prepare(PushingClient client, ReplicaProgram replica) throws IOException {
            client.pushBase(replica);
            client.pushImage(replica);
        }

        @Override
        void act(PushingClient client, ReplicaProgram replica) throws IOException {
            client.deleteImage(replica);
        }

        @Override
        void check(PushingClient client, ReplicaProgram replica) throws IOException {
            assertThat(client.tagged(replica)).isIn(Optional.empty(), Optional.of(client.image()));
        }

        @Override
        void verify(PushingClient client, ReplicaProgram replica) throws IOException {
            assertThat(client.tagged(replica)).isEmpty();
            assertThat(client.isReferrer(replica)).isFalse();
        }
    },
    DELETE_BLOB {
        @Override
        void prepare(PushingClient client, ReplicaProgram replica) throws IOException {
            client.pushWhole(replica, client.layer());
        }

        @Override
        void act(PushingClient client, ReplicaProgram replica) throws IOException {
            client.deleteBlob(replica);
        }

        @Override
        void check(PushingClient client, ReplicaProgram replica) throws IOException {
            client.has(replica, client.layer());
        }

        @Override
        void verify(PushingClient client, ReplicaProgram replica) throws IOException {
            assertThat(client.has(replica, client.layer())).isFalse();
        }
    };

    /** What is there before. */
    void prepare(PushingClient client, ReplicaProgram replica) throws IOException {}

    /** During this the replica is killed. */
    abstract void act(PushingClient client, ReplicaProgram replica) throws IOException;

    /** Nothing is visible that is not whole. */
    abstract void check(PushingClient client, ReplicaProgram replica) throws IOException;

    /** As clients do after a failure. */
    void retry(PushingClient client, ReplicaProgram replica) throws IOException {
        act(client, replica);
    }

    /** It is done. */
    abstract void verify(PushingClient client, ReplicaProgram replica) throws IOException;
}
