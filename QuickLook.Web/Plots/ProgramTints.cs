namespace QuickLook.Web.Plots;

/// <summary>The colour of each program.</summary>
internal static class ProgramTints
{
    /// <summary>What exposures without a program are called.</summary>
    public const string Nameless = "no program";

    private static readonly Tint[] Others = [Tint.Fourth, Tint.Fifth, Tint.Sixth];

    /// <summary>Name of a program for people.</summary>
    /// <param name="program">Lower case; empty for none.</param>
    public static string Name(string program) => program.Length == 0 ? Nameless : program;

    /// <summary>The colour of a program: dark, gray and bright have one of their own whatever else there is.</summary>
    /// <param name="program">Lower case; empty for none.</param>
    /// <param name="programs">All programs, in order.</param>
    public static Tint Of(string program, IEnumerable<string> programs) =>
        program switch
        {
            "dark" => Tint.First,
            "gray" => Tint.Third,
            "bright" => Tint.Second,
            "" => Tint.Data,
            _ => Others[
                Math.Max(0, programs.Where(other => other is not ("dark" or "gray" or "bright" or "")).ToList().IndexOf(program))
                    % Others.Length
            ],
        };
}
