using System.Text.Json;
using System.Text.Unicode;

namespace QuickLook.Core.Mappings.Reading;

/// <summary>Reads a mapping file's JSON with the place of each value. Size, depth and number of values are bounded.</summary>
internal ref struct LocatedJsonReader
{
    /// <summary>Largest file, bytes.</summary>
    public const int LargestFile = 1 << 20;

    private const int Deepest = 16;
    private const int MostValues = 50_000;

    private readonly string file;
    private readonly ReadOnlySpan<byte> bytes;
    private readonly FaultList faults;
    private Utf8JsonReader reader;
    private int line = 1;
    private long lineCountedTo;
    private int values;

    private LocatedJsonReader(string file, ReadOnlySpan<byte> bytes, FaultList faults)
    {
        this.file = file;
        this.bytes = bytes;
        this.faults = faults;
        reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = Deepest });
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="file">Its name, for faults.</param>
    /// <param name="bytes">Its bytes, with or without byte order mark.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <returns>The root value, or null when the text is not JSON.</returns>
    public static LocatedJson? Read(string file, ReadOnlySpan<byte> bytes, FaultList faults)
    {
        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        if (!Utf8.IsValid(bytes))
        {
            faults.Add(new MappingFault(file, string.Empty, null, "the file is not UTF-8 text"));
            return null;
        }

        var located = new LocatedJsonReader(file, bytes, faults);
        try
        {
            located.reader.Read();
            var root = located.ReadValue(string.Empty);
            located.reader.Read();
            return root;
        }
        catch (JsonException syntax)
        {
            faults.Add(
                new MappingFault(file, string.Empty, (int)(syntax.LineNumber ?? 0) + 1, $"not valid JSON: {FirstSentence(syntax.Message)}")
            );
            return null;
        }
        catch (InvalidOperationException unpaired)
        {
            // An escaped half of a surrogate pair is well-formed JSON but no text.
            faults.Add(new MappingFault(file, string.Empty, located.line, $"not valid JSON: {FirstSentence(unpaired.Message)}"));
            return null;
        }
    }

    private LocatedJson ReadValue(string path)
    {
        if (++values > MostValues)
        {
            throw new JsonException($"more than {MostValues} values.", path, line - 1, null);
        }

        var kind = reader.TokenType switch
        {
            JsonTokenType.StartObject => JsonValueKind.Object,
            JsonTokenType.StartArray => JsonValueKind.Array,
            JsonTokenType.String => JsonValueKind.String,
            JsonTokenType.Number => JsonValueKind.Number,
            JsonTokenType.True => JsonValueKind.True,
            JsonTokenType.False => JsonValueKind.False,
            _ => JsonValueKind.Null,
        };
        long whole = 0;
        var value = new LocatedJson
        {
            File = file,
            Path = path,
            Line = CurrentLine(),
            Kind = kind,
            Text = kind == JsonValueKind.String ? reader.GetString()! : string.Empty,
            IsInteger = kind == JsonValueKind.Number && reader.TryGetInt64(out whole) && Math.Abs(whole) < 1L << 53,
            Number = kind == JsonValueKind.Number && reader.TryGetDouble(out var number) ? number : 0,
        };
        if (kind == JsonValueKind.Object)
        {
            ReadProperties(value);
        }
        else if (kind == JsonValueKind.Array)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                value.Items.Add(ReadValue($"{path}[{value.Items.Count}]"));
            }
        }

        return value;
    }

    private void ReadProperties(LocatedJson value)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            var property = ReadValue(value.Path.Length == 0 ? name : $"{value.Path}.{name}");
            value.Properties.Add(KeyValuePair.Create(name, property));
            if (!seen.Add(name))
            {
                faults.Add(property, $"'{name}' is given twice");
            }
        }
    }

    private int CurrentLine()
    {
        line += bytes[(int)lineCountedTo..(int)reader.TokenStartIndex].Count((byte)'\n');
        lineCountedTo = reader.TokenStartIndex;
        return line;
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" LineNumber", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.', ' ');
    }
}
