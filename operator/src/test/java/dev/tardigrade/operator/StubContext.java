package dev.tardigrade.operator;

import dev.tardigrade.api.v1alpha1.Registry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import java.lang.reflect.Proxy;
import java.util.Optional;

/** What the framework tells of a pass, as far as a test knows it. */
public final class StubContext {

    private StubContext() {}

    /** Of the first try of a pass that calls the API server by this client. */
    public static Context<Registry> of(KubernetesClient client) {
        return answering("getClient", client);
    }

    /** Of a pass that has failed so often. */
    public static Context<Registry> ofTry(int failed) {
        return answering("getRetryInfo", Optional.of(new RetryInfo() {
            @Override
            public int getAttemptCount() {
                return failed;
            }

            @Override
            public boolean isLastAttempt() {
                return false;
            }
        }));
    }

    @SuppressWarnings("unchecked") // the proxy has no other type than that of the interface
    private static Context<Registry> answering(String method, Object answer) {
        return (Context<Registry>) Proxy.newProxyInstance(
                StubContext.class.getClassLoader(), new Class<?>[] {Context.class}, (_, called, _) -> {
                    if (!called.getName().equals(method)) {
                        throw new UnsupportedOperationException(called.getName());
                    }
                    return answer;
                });
    }
}
