using QuickLook.Core.Mappings;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Mappings;

public class MappingFolderTests
{
    [Fact]
    public void What_is_asked_for_wins_over_the_environment_and_the_program_folder()
    {
        MappingFolder.Find(MappingFiles.Original, MappingFiles.Product, AppContext.BaseDirectory).Value.ShouldBe(MappingFiles.Original);
        MappingFolder.Find(null, MappingFiles.Original, AppContext.BaseDirectory).Value.ShouldBe(MappingFiles.Original);
        MappingFolder.Find("", "", Path.Combine(GoldenSet.RepositoryRoot, "QuickLook.Core")).Value.ShouldBe(MappingFiles.Product);
    }

    [Fact]
    public void A_missing_folder_is_named_with_its_origin()
    {
        MappingFolder.Find("/nowhere/a", null, "/").Failure!.ToString().ShouldStartWith("/nowhere/a: ");
        MappingFolder.Find(null, "/nowhere/b", "/").Failure!.ToString().ShouldContain("QUICKLOOK_MAPPINGS");
        MappingFolder.Find(null, null, "/").Failure!.Reason.ShouldContain("--mappings");
    }
}
