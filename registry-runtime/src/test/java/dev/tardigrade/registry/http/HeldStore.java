package dev.tardigrade.registry.http;

import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A store in memory that holds back the next put below some keys until the test lets it go on. */
final class HeldStore {

    private final ObjectStore memory = MemoryStorage.open(Clock.systemUTC()).objects();
    private final String keys;
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    HeldStore(String keys) {
        this.keys = keys;
    }

    ObjectStore objects() {
        return (ObjectStore) Proxy.newProxyInstance(
                HeldStore.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (_, method, arguments) -> call(method, arguments));
    }

    private Object call(Method method, Object... arguments) throws Throwable {
        if (method.getName().equals("put") && ((ObjectKey) arguments[0]).value().contains(keys)) {
            held.countDown();
            goOn.await();
        }
        try {
            return method.invoke(memory, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Whether a put is held back; waits for it. */
    boolean isHeld(Duration patience) throws InterruptedException {
        return held.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    void goOn() {
        goOn.countDown();
    }
}
