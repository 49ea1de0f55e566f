package igglossary.omegat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UnsupportedEncodingException;
import java.lang.reflect.Constructor;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.omegat.core.glossaries.IGlossary;
import org.omegat.gui.glossary.GlossaryEntry;
import org.omegat.util.Language;
import org.omegat.util.Preferences;

/**
 * The terms of a segment, as a running {@code igglossary serve} finds them: inflected forms and compounds too.
 *
 * <p>Each comes with the words as they stand in the segment, because OmegaT shows an entry only where it finds the
 * entry's own words.
 */
final class ServedGlossary implements IGlossary {
    private static final String ADDRESS = "http://127.0.0.1:8765/";
    private static final int CONNECT_MS = 500;
    private static final int READ_MS = 3000;
    private static final int MOST_ENTRIES = 500;
    private static final int LONGEST_SEGMENT = 5000; // what the service takes

    @Override
    public List<GlossaryEntry> search(Language source, Language target, String segment) throws Exception {
        if (segment.trim().isEmpty() || segment.length() > LONGEST_SEGMENT) {
            return Collections.emptyList();
        }
        HttpURLConnection connection;
        try {
            connection = connect(source, target, segment);
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                return Collections.emptyList();
            }
        } catch (IOException noServer) { // nobody has started it: OmegaT's own glossaries go on
            return Collections.emptyList();
        }
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            return read(lines);
        }
    }

    private static HttpURLConnection connect(Language source, Language target, String segment) throws IOException {
        String base = Preferences.getPreferenceDefault("igglossary_address", ADDRESS);
        String question = "terms.tsv?q=" + encode(segment) + "&from=" + encode(source.getLanguage()) + "&to="
                + encode(target.getLanguage());
        URL address = new URL((base.endsWith("/") ? base : base + "/") + question);
        HttpURLConnection connection = (HttpURLConnection) address.openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(CONNECT_MS);
        connection.setReadTimeout(READ_MS);
        connection.setInstanceFollowRedirects(false);
        String token = Preferences.getPreferenceDefault("igglossary_token", "");
        if (!token.isEmpty()) {
            connection.setRequestProperty("Authorization", "Bearer " + token);
        }
        return connection;
    }

    private static String encode(String text) throws UnsupportedEncodingException {
        return URLEncoder.encode(text, "UTF-8");
    }

    private static List<GlossaryEntry> read(BufferedReader lines) throws IOException, ReflectiveOperationException {
        List<GlossaryEntry> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String line;
        while (found.size() < MOST_ENTRIES && (line = lines.readLine()) != null) {
            String[] cells = line.split("\t", -1);
            if (cells.length == 3) {
                found.add(entry(cells[0], cells[1], cells[2], seen.add(cells[0])));
            }
        }
        return found;
    }

    /**
     * An entry. The service gives the preferred translation first; OmegaT sorts by the alphabet, what has priority first.
     * Its constructor takes one argument more in newer versions: where the entry comes from.
     */
    private static GlossaryEntry entry(String words, String translation, String comment, boolean isFirst)
            throws ReflectiveOperationException {
        for (Constructor<?> one : GlossaryEntry.class.getConstructors()) {
            Class<?>[] types = one.getParameterTypes();
            if (types.length > 3 && types[1] == String.class) {
                return (GlossaryEntry) (types.length == 4 ? one.newInstance(words, translation, comment, isFirst)
                        : one.newInstance(words, translation, comment, isFirst, "igglossary"));
            }
        }
        throw new NoSuchMethodException("GlossaryEntry");
    }
}
