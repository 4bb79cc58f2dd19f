<?xml version="1.0" encoding="UTF-8"?>
<!-- From the POM that the shade plugin leaves, the one that Maven reads at each start of ours. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:m="http://maven.apache.org/POM/4.0.0"
                xmlns="http://maven.apache.org/POM/4.0.0" exclude-result-prefixes="m">
  <xsl:output indent="yes" />
  <xsl:strip-space elements="*" />
  <xsl:variable name="parent" select="document('../../../../pom.xml')/m:project" />

  <xsl:template match="/m:project">
    <project>
      <xsl:apply-templates select="m:modelVersion" />
      <xsl:apply-templates select="$parent/m:groupId" />
      <xsl:apply-templates select="m:artifactId" />
      <xsl:apply-templates select="$parent/m:version" />
      <xsl:apply-templates select="m:packaging | m:name | m:description" />
      <xsl:apply-templates select="$parent/m:licenses" />
      <xsl:apply-templates select="m:prerequisites" />
      <dependencies>
        <xsl:apply-templates select="m:dependencies/m:dependency[m:scope = 'compile' or m:scope = 'runtime']" />
      </dependencies>
    </project>
  </xsl:template>

  <!-- The list is whole: what a dependency needs is in it, or in the jar. -->
  <xsl:template match="m:dependency">
    <dependency>
      <xsl:apply-templates select="*[not(self::m:exclusions)]" />
      <exclusions>
        <exclusion>
          <groupId>*</groupId>
          <artifactId>*</artifactId>
        </exclusion>
      </exclusions>
    </dependency>
  </xsl:template>

  <xsl:template match="*">
    <xsl:element name="{local-name()}">
      <xsl:apply-templates />
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
