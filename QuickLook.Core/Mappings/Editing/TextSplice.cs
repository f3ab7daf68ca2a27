using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace QuickLook.Core.Mappings.Editing;

/// <summary>Writes the texts of a test into the bytes of a mapping file and leaves every other byte as its author wrote it.</summary>
internal static class TextSplice
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes.</summary>
    /// <param name="file">A valid mapping file.</param>
    /// <param name="statusKey">Which test; all with this status key are written.</param>
    /// <param name="texts">The texts.</param>
    /// <returns>The new file; the same bytes when no test has the key.</returns>
    public static byte[] Write(byte[] file, string statusKey, TestTexts texts)
    {
        var start = file.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        var edits = new List<(int At, int Length, string Text)>();
        var reader = new Utf8JsonReader(file.AsSpan(start));
        reader.Read();
        FindIn(ref reader, file, start, statusKey, texts, edits);
        var result = new MemoryStream(file.Length + (4 * TestTexts.Longest));
        var done = 0;
        foreach (var (at, length, text) in edits.OrderBy(edit => edit.At))
        {
            result.Write(file, done, at - done);
            result.Write(Encoding.UTF8.GetBytes(text));
            done = at + length;
        }

        result.Write(file, done, file.Length - done);
        return result.ToArray();
    }

    // Every object is looked at: only tests have a status key.
    private static void FindIn(
        ref Utf8JsonReader reader,
        byte[] file,
        int start,
        string statusKey,
        TestTexts texts,
        List<(int At, int Length, string Text)> edits
    )
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                FindIn(ref reader, file, start, statusKey, texts, edits);
            }
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        var members = new Dictionary<string, Member>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (name, at) = (reader.GetString()!, start + (int)reader.TokenStartIndex);
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                members[name] = new Member(at, start + (int)reader.TokenStartIndex, start + (int)reader.BytesConsumed, reader.GetString()!);
            }
            else
            {
                FindIn(ref reader, file, start, statusKey, texts, edits);
            }
        }

        if (members.TryGetValue("status_key", out var key) && key.Text == statusKey)
        {
            Put("help", texts.Help, members, key, file, edits);
            Put("action", texts.Action, members, key, file, edits);
        }
    }

    private static void Put(
        string name,
        string text,
        Dictionary<string, Member> members,
        Member key,
        byte[] file,
        List<(int At, int Length, string Text)> edits
    )
    {
        var written = JsonSerializer.Serialize(text, Readable);
        if (members.TryGetValue(name, out var present))
        {
            if (present.Text != text)
            {
                edits.Add((present.ValueAt, present.End - present.ValueAt, written));
            }
        }
        else if (text.Length > 0)
        {
            edits.Add((key.End, 0, $",{Gap(file, key.NameAt)}\"{name}\": {written}"));
        }
    }

    // The white space before a name, so that what is put in stands as its neighbours do.
    private static string Gap(byte[] file, int nameAt)
    {
        var from = nameAt;
        while (from > 0 && file[from - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            from--;
        }

        return from == nameAt ? " " : Encoding.UTF8.GetString(file, from, nameAt - from);
    }

    private readonly record struct Member(int NameAt, int ValueAt, int End, string Text);
}
