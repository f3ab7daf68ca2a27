using System.Text.Json;
using QuickLook.Core.Results;

namespace QuickLook.Core.Mappings.Reading;

/// <summary>A JSON object of a mapping file while it is read: typed access by key, a fault for each thing that does not fit.</summary>
internal sealed class MappingObject
{
    private const int LongestText = 4000;

    private readonly LocatedJson node;
    private readonly FaultList faults;

    private MappingObject(LocatedJson node, FaultList faults)
    {
        this.node = node;
        this.faults = faults;
    }

    public LocatedJson Node => node;

    /// <summary>
    /// Takes a value as an object with known keys. A key that is not known is a fault, because a misspelt limit must not silently judge
    /// nothing; keys that begin with <c>_</c> or <c>$</c> are notes and pass.
    /// </summary>
    /// <returns>Null when the value is not an object.</returns>
    public static MappingObject? Of(LocatedJson value, FaultList faults, params ReadOnlySpan<string> known)
    {
        if (value.Kind != JsonValueKind.Object)
        {
            faults.Add(value, $"an object is expected, not {value.KindName}");
            return null;
        }

        string[] names = [.. known];
        foreach (var (key, property) in value.Properties)
        {
            if (!names.Contains(key) && !IsNote(key))
            {
                faults.Add(property, $"'{key}' is not a key that is known here{Spelling.Hint(key, names)}");
            }
        }

        return new MappingObject(value, faults);
    }

    /// <summary>True for a key that is a note to people.</summary>
    public static bool IsNote(string key) => key.StartsWith('_') || key.StartsWith('$');

    public LocatedJson? Find(string key) => node.Find(key);

    public string RequiredText(string key)
    {
        if (node.Find(key) is not { } value)
        {
            faults.Add(node, $"'{key}' is missing");
            return string.Empty;
        }

        var text = TextOf(value);
        if (text is { Length: 0 })
        {
            faults.Add(value, $"'{key}' is empty");
        }

        return text ?? string.Empty;
    }

    public string? OptionalText(string key) => node.Find(key) is { } value ? TextOf(value) : null;

    public IReadOnlyList<LocatedJson> RequiredArray(string key, int most)
    {
        if (node.Find(key) is null)
        {
            faults.Add(node, $"'{key}' is missing");
        }

        return OptionalArray(key, most);
    }

    public IReadOnlyList<LocatedJson> OptionalArray(string key, int most)
    {
        if (node.Find(key) is not { } value)
        {
            return [];
        }

        if (value.Kind != JsonValueKind.Array)
        {
            faults.Add(value, $"an array is expected, not {value.KindName}");
            return [];
        }

        if (value.Items.Count > most)
        {
            faults.Add(value, $"at most {most} entries are allowed, there are {value.Items.Count}");
            return [];
        }

        return value.Items;
    }

    public string[] OptionalTexts(string key, int most) => [.. OptionalArray(key, most).Select(TextOf).OfType<string>()];

    private string? TextOf(LocatedJson value)
    {
        if (value.Kind != JsonValueKind.String)
        {
            faults.Add(value, $"a text is expected, not {value.KindName}");
            return null;
        }

        if (value.Text.Length > LongestText)
        {
            faults.Add(value, $"a text has at most {LongestText} characters, this one has {value.Text.Length}");
            return null;
        }

        return value.Text;
    }
}
