package social.ramage.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/** What operators count. One method an event. */
public final class Meters {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, Map<Integer, Timer>> timerByRoute = new ConcurrentHashMap<>();
    private boolean watchesJava;

    /** A figure that is looked up when somebody asks. */
    public void watch(String name, String meaning, DoubleSupplier figure) {
        Gauge.builder(name, figure::getAsDouble).description(meaning).register(registry);
    }

    void answered(String route, int status, long nanos) {
        timerByRoute
                .computeIfAbsent(route, _ -> new ConcurrentHashMap<>())
                .computeIfAbsent(status, _ -> timer(route, status))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    String scrape() {
        watchJava();
        return registry.scrape();
    }

    /** Java's figures about itself wake so much of it that a start does not wait for them. */
    private synchronized void watchJava() {
        if (!watchesJava) {
            new JvmMemoryMetrics().bindTo(registry);
            new JvmThreadMetrics().bindTo(registry);
            new ProcessorMetrics().bindTo(registry);
            watchesJava = true;
        }
    }

    private Timer timer(String route, int status) {
        return Timer.builder("ramage.requests")
                .description("Requests answered, by route and status")
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .serviceLevelObjectives(
                        java.time.Duration.ofMillis(1),
                        java.time.Duration.ofMillis(10),
                        java.time.Duration.ofMillis(100),
                        java.time.Duration.ofSeconds(1))
                .register(registry);
    }
}
