using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Mappings;

/// <summary>A folder of mapping files for one test.</summary>
public sealed class MappingFiles : IDisposable
{
    /// <summary>The smallest valid file, with every optional key that limits can have.</summary>
    public const string Zero = """
        {
          "flavor": "zero",
          "step_list": [
            {
              "display_name": "CHECK CCDS", "name": "CHECK_CCDs", "start": "Starting to run step Initialize", "end": "Pipeline completed",
              "qa_list": [
                {
                  "display_name": "Bias AMP", "status_key": "BIAS_AMP_STATUS", "name": "bias", "test": "Bias_From_Overscan",
                  "elements": ["A", "B", "C", "D"],
                  "limits": {
                    "reference": { "dark": [1, 2, 3, 4], "default": 150 },
                    "normal": [-40, 40],
                    "warning": [-60, 60],
                    "cameras": { "b0": { "reference": [185, 178, 128, 167], "normal": [-5, 5] } }
                  }
                },
                { "display_name": "XWSIGMA", "status_key": "XWSIGMA_STATUS", "name": "xwsigma", "test": "Calc_XWSigma" }
              ]
            }
          ],
          "recipe": [{ "step": "Preproc", "tests": ["Bias_From_Overscan"], "parameters": { "A": [1, 2.5] } }]
        }
        """;

    /// <summary>Words for files that a test writes itself; shipped ones speak the engine's.</summary>
    public static readonly MappingVocabulary Vocabulary = new(
        ["Initialize", "Preproc"],
        ["Check_HDUs", "Bias_From_Overscan", "Get_RMS", "Count_Pixels"]
    );

    public MappingFiles(string? zero = null)
    {
        Folder = Directory.CreateTempSubdirectory("quicklook-mappings-").FullName;
        Write("zero.json", zero ?? Zero);
    }

    public string Folder { get; }

    public static string Product => Path.Combine(GoldenSet.RepositoryRoot, "mappings");

    public static string Original => Path.Combine(GoldenSet.GoldenRoot, "mappings");

    /// <summary>A copy of the files that are shipped, to be changed.</summary>
    public static MappingFiles OfProduct()
    {
        var files = new MappingFiles();
        foreach (var file in Directory.GetFiles(Product, "*.json"))
        {
            File.Copy(file, Path.Combine(files.Folder, Path.GetFileName(file)), overwrite: true);
        }

        return files;
    }

    public static string LimitsOf(GoldenSet set) => Path.Combine(GoldenSet.GoldenRoot, set.Name == "A" ? "mappings-a" : "mappings-b");

    public static async Task<MappingSet> LoadAsync(string folder) =>
        (await new MappingLoader(NativeEngine.Vocabulary).LoadAsync(folder, CancellationToken.None)).ToResult().Value;

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);

    public async Task<MappingLoad> LoadAsync() => await new MappingLoader(Vocabulary).LoadAsync(Folder, CancellationToken.None);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
