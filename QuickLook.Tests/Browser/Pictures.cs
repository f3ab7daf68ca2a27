using Microsoft.Playwright;

namespace QuickLook.Tests.Browser;

/// <summary>With QUICKLOOK_SCREENS=DIR pages are pictured into DIR, dark and light, in three sizes; without it they are only opened, once.</summary>
internal static class Pictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("QUICKLOOK_SCREENS");

    /// <summary>Themes to open a page in.</summary>
    public static bool[] Themes => Folder is null ? [false] : [false, true];

    /// <summary>Sizes of the window to open it in.</summary>
    public static (int Width, int Height)[] Sizes => Folder is null ? [(1440, 900)] : [(1440, 900), (1024, 700), (1920, 1080)];

    /// <summary>Each theme in each size.</summary>
    public static IEnumerable<(bool Light, int Width, int Height)> Looks =>
        Themes.SelectMany(light => Sizes.Select(size => (light, size.Width, size.Height)));

    /// <summary>Takes a picture, when pictures are wanted.</summary>
    public static async Task ShootAsync(IPage page, string name, bool light)
    {
        if (Folder is not null)
        {
            await page.EvaluateAsync("document.fonts.ready");
            var file = Path.Combine(Folder, $"{name}-{(light ? "light" : "dark")}.png");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
        }
    }
}
