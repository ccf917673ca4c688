package dev.tardigrade.e2e.fleet;

import dev.tardigrade.e2e.apiserver.Pods;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Says of each pod of some namespaces, as soon as it is made, that it is ready. */
public record Kubelet(List<SharedIndexInformer<Pod>> informers, ExecutorService hands) implements AutoCloseable {

    private static final int HANDS = 4;

    public static Kubelet of(Cluster cluster, List<TestNamespace> namespaces) {
        ExecutorService hands = Executors.newFixedThreadPool(HANDS);
        return new Kubelet(
                namespaces.stream()
                        .map(namespace -> cluster.client()
                                .pods()
                                .inNamespace(namespace.name())
                                .inform(new Made(namespace, hands)))
                        .toList(),
                hands);
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
        hands.shutdownNow();
    }

    private record Made(TestNamespace namespace, ExecutorService hands) implements ResourceEventHandler<Pod> {

        @Override
        public void onAdd(Pod pod) {
            hands.execute(() -> new Pods(namespace).becomeReady(pod));
        }

        @Override
        public void onUpdate(Pod before, Pod after) {}

        @Override
        public void onDelete(Pod pod, boolean unknown) {}
    }
}
