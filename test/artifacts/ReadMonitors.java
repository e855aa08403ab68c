import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.xcontent.LoggingDeprecationHandler;
import org.opensearch.common.xcontent.XContentFactory;
import org.opensearch.common.xcontent.XContentType;
import org.opensearch.commons.alerting.model.BucketLevelTrigger;
import org.opensearch.commons.alerting.model.Monitor;
import org.opensearch.commons.alerting.model.QueryLevelTrigger;
import org.opensearch.commons.alerting.model.SearchInput;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.core.xcontent.ToXContent;
import org.opensearch.search.SearchModule;

/** Reads a monitor from each line as OpenSearch Alerting does, and writes it again; or what is wrong with it, behind a "!". */
public class ReadMonitors {
  public static void main(String[] args) throws Exception {
    List<NamedXContentRegistry.Entry> known = new ArrayList<>(new SearchModule(Settings.EMPTY, List.of()).getNamedXContents());
    known.add(Monitor.Companion.getXCONTENT_REGISTRY());
    known.add(SearchInput.Companion.getXCONTENT_REGISTRY());
    known.add(QueryLevelTrigger.Companion.getXCONTENT_REGISTRY());
    known.add(BucketLevelTrigger.Companion.getXCONTENT_REGISTRY());
    var registry = new NamedXContentRegistry(known);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      try (var parser = XContentType.JSON.xContent().createParser(registry, LoggingDeprecationHandler.INSTANCE, line)) {
        parser.nextToken();
        Monitor monitor = Monitor.parse(parser, "id", 1L);
        out.println(monitor.toXContent(XContentFactory.jsonBuilder(), ToXContent.EMPTY_PARAMS));
      } catch (Exception | Error fault) {
        out.println("!" + String.valueOf(fault).replaceAll("\\s+", " "));
      }
    }
    out.flush();
  }
}
