using QuickLook.Core.Results;

namespace QuickLook.Core.Mappings;

/// <summary>Finds the folder of mapping files.</summary>
public static class MappingFolder
{
    /// <summary>Environment variable that names the folder when no option does.</summary>
    public const string Variable = "QUICKLOOK_MAPPINGS";

    private const string FolderName = "mappings";
    private const string SignOfMappings = "science.json";

    /// <summary>The folder to use: the one asked for, else <see cref="Variable"/>, else <c>mappings</c> beside or above the program.</summary>
    /// <param name="asked">What an option or setting says; null or empty when it says nothing.</param>
    /// <param name="environment">Value of <see cref="Variable"/>; null or empty when unset.</param>
    /// <param name="applicationFolder">Where the program is, normally <see cref="AppContext.BaseDirectory"/>.</param>
    /// <returns>Full path of an existing folder, or why there is none.</returns>
    public static Result<string> Find(string? asked, string? environment, string applicationFolder)
    {
        if (!string.IsNullOrWhiteSpace(asked))
        {
            return Existing(asked, "the folder of mapping files does not exist");
        }

        if (!string.IsNullOrWhiteSpace(environment))
        {
            return Existing(environment, $"the folder of mapping files, set by {Variable}, does not exist");
        }

        for (var folder = new DirectoryInfo(applicationFolder); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, FolderName);
            if (File.Exists(Path.Combine(candidate, SignOfMappings)))
            {
                return candidate;
            }
        }

        return new Failure(
            $"no folder '{FolderName}' with {SignOfMappings} beside or above {applicationFolder}; name one with --mappings or {Variable}"
        );
    }

    private static Result<string> Existing(string folder, string otherwise) =>
        Directory.Exists(folder) ? Path.GetFullPath(folder) : new Failure(otherwise, folder);
}
