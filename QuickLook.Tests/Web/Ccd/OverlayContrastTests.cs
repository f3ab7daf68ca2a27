using System.Globalization;
using System.Text.RegularExpressions;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Web.Ccd;

/// <summary>
/// Lines over an image have an edge of the page's colour, so that they are seen on every grey (ccd-overlay.js). Contrast as WCAG 2.2 defines it; 3 to 1 is what it asks of
/// graphical objects.
/// </summary>
public sealed partial class OverlayContrastTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Lines_over_an_image_stand_out_from_their_edges_in_both_themes(int theme)
    {
        var themes = File.ReadAllText(Path.Combine(GoldenSet.RepositoryRoot, "QuickLook.Web", "wwwroot", "css", "tokens.css"))
            .Split(":root[data-theme=\"light\"]");
        var edge = Luminance(themes[theme], "--surface-page");

        foreach (var token in new[] { "--amp-a", "--amp-b", "--amp-c", "--amp-d", "--st-warning-line", "--accent" })
        {
            var line = Luminance(themes[theme], token);
            var contrast = (Math.Max(line, edge) + 0.05) / (Math.Min(line, edge) + 0.05);
            contrast.ShouldBeGreaterThan(3, token);
        }
    }

    private static double Luminance(string tokens, string name)
    {
        var match = Colour().Matches(tokens).First(one => one.Groups["name"].Value == name);
        var value = int.Parse(match.Groups["colour"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        double Part(int shift)
        {
            var part = ((value >> shift) & 255) / 255.0;
            return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(16)) + (0.7152 * Part(8)) + (0.0722 * Part(0));
    }

    [GeneratedRegex("(?<name>--[a-z0-9-]+): *#(?<colour>[0-9a-f]{6});", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Colour();
}
