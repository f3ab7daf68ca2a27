namespace QuickLook.Web.Plots;

/// <summary>Stable short names of figures.</summary>
internal static class FigureKeys
{
    /// <summary>Words as one name: lower case, hyphens between them, nothing that a file name or an address cannot have.</summary>
    /// <param name="words">The words; empty ones are left out.</param>
    public static string Of(params ReadOnlySpan<string> words)
    {
        string[] all = [.. words];
        var joined = string.Join('-', all.Where(word => word.Length > 0)).ToLowerInvariant();
        var characters = joined.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-').ToArray();
        return string.Join('-', new string(characters).Split('-', StringSplitOptions.RemoveEmptyEntries));
    }
}
