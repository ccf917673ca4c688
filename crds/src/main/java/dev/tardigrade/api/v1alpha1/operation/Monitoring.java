package dev.tardigrade.api.v1alpha1.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** Objects for the Prometheus operator and Grafana. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Monitoring(
        @JsonPropertyDescription(
                "A ServiceMonitor, so that Prometheus reads the metrics of the servers. Auto: where the cluster has the kind."
                        + " Enabled: always; without the kind the status says so. Disabled: never. Default: Auto.")
        @Default("Auto")
        Availability serviceMonitor,

        @JsonPropertyDescription(
                "A PrometheusRule with alerts. Auto, Enabled, Disabled as for serviceMonitor. Default: Auto.")
        @Default("Auto")
        Availability rules,

        @JsonPropertyDescription(
                "A ConfigMap with a dashboard, labelled grafana_dashboard. Auto: where the cluster has the kind ServiceMonitor."
                        + " Enabled: always. Disabled: never. Default: Auto.")
        @Default("Auto")
        Availability dashboard) {

    public static final Monitoring DEFAULT = new Monitoring(Availability.Auto, Availability.Auto, Availability.Auto);

    public Monitoring {
        serviceMonitor = serviceMonitor == null ? Availability.Auto : serviceMonitor;
        rules = rules == null ? Availability.Auto : rules;
        dashboard = dashboard == null ? Availability.Auto : dashboard;
    }
}
