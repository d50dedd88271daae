package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.HookClients;
import dev.waybill.camel.HookStep;
import dev.waybill.camel.HookTags;
import dev.waybill.camel.order.HookRoutes;
import dev.waybill.custody.order.RouteProblem;
import dev.waybill.settings.Settings;
import dev.waybill.startup.StartupException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.Registry;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** Bindings of the beans that call hooks, and of the beans, clients and classes that hooks use. */
final class HookWiring implements AutoCloseable {
  private static final String BEAN = "hooks";

  private final HookClients clients;
  private final HomeLibrary library;

  private HookWiring(HookClients clients, HomeLibrary library) {
    this.clients = clients;
    this.library = library;
  }

  /** Binds the beans. */
  static HookWiring bind(Main main, Path home, AwsClients aws, Settings settings) {
    HookClients clients = new HookClients(aws);
    HomeLibrary library = HomeLibrary.open(home);
    main.bind(BEAN, new HookStep(settings.scopes(), settings.provenance().bucket()));
    main.bind("objectTags", new HookTags(aws.s3()));
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void beforeInitialize(BaseMainSupport started) {
            CamelContext context = started.getCamelContext();
            context.setApplicationContextClassLoader(library.loader());
            Registry registry = context.getRegistry();
            registry.bind("sns", SnsClient.class, clients::sns);
            registry.bind("eventbridge", EventBridgeClient.class, clients::eventBridge);
          }
        });
    return new HookWiring(clients, library);
  }

  /** Fails when a hook would never be called, or two routes receive the same calls. */
  static void require(ModelCamelContext context) {
    List<RouteProblem> problems = HookRoutes.problems(context);
    if (!problems.isEmpty()) {
      RouteProblem first = problems.get(0);
      throw StartupException.configuration(first.problem() + "; " + first.fix());
    }
  }

  @Override
  public void close() throws IOException {
    clients.close();
    library.close();
  }
}
