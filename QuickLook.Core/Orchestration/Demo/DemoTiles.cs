using System.Globalization;
using System.Text;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation.Nights;

namespace QuickLook.Core.Orchestration.Demo;

/// <summary>The tiles that the simulated survey means to observe, as a file that the Survey page reads: ECSV, a layer for each program.</summary>
public static class DemoTiles
{
    private const string Head = """
        # %ECSV 1.0
        # ---
        # datatype:
        # - {name: TILEID, datatype: int32}
        # - {name: RA, unit: deg, datatype: float64}
        # - {name: DEC, unit: deg, datatype: float64}
        # - {name: PROGRAM, datatype: string}
        TILEID RA DEC PROGRAM

        """;

    /// <summary>Where the file lies in a demonstration's folder.</summary>
    /// <param name="folder">The folder.</param>
    public static string FileIn(string folder) => Path.Combine(folder, "tiles.ecsv");

    /// <summary>Writes the file.</summary>
    /// <param name="path">Where to; its folder must exist.</param>
    /// <returns>Done; or why not.</returns>
    public static Result<Done> Write(string path)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var program in new[] { ObservingProgram.Dark, ObservingProgram.Gray, ObservingProgram.Bright })
        {
            foreach (var tile in SurveyFootprint.Of(program))
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{tile.Number} {tile.Centre.RaDegrees:F5} {tile.Centre.DecDegrees:F5} {program.Name}\n"
                );
            }
        }

        try
        {
            File.WriteAllText(path, text.ToString());
            return Done.Value;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new Failure($"the tiles cannot be written: {problem.Message}", path, FailureKind.Transient);
        }
    }
}
