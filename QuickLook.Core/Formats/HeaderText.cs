using QuickLook.Core.Fits;

namespace QuickLook.Core.Formats;

/// <summary>Keywords whose kind differs from writer to writer: NIGHT and EXPID are numbers in some files, strings in others.</summary>
internal static class HeaderText
{
    private const int LongestShown = 200;

    /// <summary>The value as text, whatever its kind; null when the keyword is missing, has no value, or is blank.</summary>
    /// <param name="header">The header.</param>
    /// <param name="keyword">Keyword in any case.</param>
    public static string? Find(FitsHeader header, string keyword)
    {
        var text = header.Find(keyword)
            is { Kind: FitsCardKind.Text or FitsCardKind.Integer or FitsCardKind.Real or FitsCardKind.Logical } card
            ? card.Text.Trim()
            : null;
        return string.IsNullOrEmpty(text) || text.Length > LongestShown ? null : text;
    }
}
